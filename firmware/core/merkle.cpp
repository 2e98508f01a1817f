#include "core/merkle.h"

#include <bit>
#include <ranges>

namespace casustafel::core {

bool MerkleTree::whole() const
{
    return subtrees_.size() == static_cast<std::size_t>(std::popcount(size_));
}

Digest MerkleTree::node(const Digest& left, const Digest& right) const
{
    Bytes both{1};
    both.insert(both.end(), left.begin(), left.end());
    both.insert(both.end(), right.begin(), right.end());
    return sha256_(both);
}

void MerkleTree::add(std::string_view line)
{
    Bytes leaf{0};
    const ByteView bytes = bytes_of(line);
    leaf.insert(leaf.end(), bytes.begin(), bytes.end());
    Digest grown = sha256_(leaf);
    // Each one at the end of the size's bits is a subtree as large as what was just made.
    for (std::uint64_t rest = size_; (rest & 1U) != 0; rest >>= 1U) {
        grown = node(subtrees_.back(), grown);
        subtrees_.pop_back();
    }
    subtrees_.push_back(grown);
    ++size_;
}

Digest MerkleTree::root() const
{
    if (subtrees_.empty()) return sha256_({});
    Digest root = subtrees_.back();
    for (const Digest& left : subtrees_ | std::views::reverse | std::views::drop(1)) root = node(left, root);
    return root;
}

} // namespace casustafel::core
