#pragma once

#include "core/bytes.h"
#include "core/receipt.h"

#include <cstdint>
#include <string_view>
#include <vector>

namespace casustafel::core {

/// SHA-256, from who has it: this layer has no cryptography.
using Sha256 = Digest (*)(ByteView);

/// The Merkle tree of RFC 9162, section 2.1.1, over lines that only grow, as much of it as adding the next line takes:
/// the roots of its complete subtrees, the largest first. A leaf is SHA-256(0x00 || line), a node SHA-256(0x01 || left
/// || right).
class MerkleTree {
public:
    explicit MerkleTree(Sha256 sha256) : sha256_{sha256} {}
    /// One that was kept. The subtrees of `size` are as many as it has bits that are one; `whole` says whether they
    /// are.
    MerkleTree(Sha256 sha256, std::uint64_t size, std::vector<Digest> subtrees)
        : sha256_{sha256}, size_{size}, subtrees_{std::move(subtrees)}
    {
    }
    bool whole() const;

    void add(std::string_view line);
    std::uint64_t size() const { return size_; }
    const std::vector<Digest>& subtrees() const { return subtrees_; }
    /// Of an empty tree: SHA-256 of nothing.
    Digest root() const;
    LogHead head() const { return {size_, root()}; }

private:
    Digest node(const Digest& left, const Digest& right) const;
    Sha256 sha256_;
    std::uint64_t size_{};
    std::vector<Digest> subtrees_;
};

} // namespace casustafel::core
