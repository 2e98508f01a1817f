#pragma once

#include <cstdint>
#include <map>
#include <span>
#include <stdexcept>
#include <string>
#include <utility>
#include <variant>
#include <vector>

// As much CBOR (RFC 8949) as CTAP 2 uses: whole numbers, bytes, texts, arrays, maps with numbers or texts as keys, yes
// and no. What is read is held as a value; what is written is put together piece by piece in CTAP's canonical order.

namespace casustafel::support {

struct Cbor {
    using Key = std::variant<std::int64_t, std::string>;
    using Map = std::map<Key, Cbor>;
    using Array = std::vector<Cbor>;
    std::variant<std::int64_t, bool, std::string, std::vector<std::uint8_t>, Array, Map> value{std::int64_t{0}};

    std::int64_t number() const { return std::get<std::int64_t>(value); }
    const std::string& text() const { return std::get<std::string>(value); }
    const std::vector<std::uint8_t>& bytes() const { return std::get<std::vector<std::uint8_t>>(value); }
    const Array& array() const { return std::get<Array>(value); }
    const Map& map() const { return std::get<Map>(value); }
    bool has(const Key& key) const { return map().contains(key); }
    const Cbor& at(const Key& key) const { return map().at(key); }
};

/// Throws std::runtime_error at anything else than one whole item.
Cbor read_cbor(std::span<const std::uint8_t> bytes);

/// Puts items one after the other.
class CborWriter {
public:
    CborWriter& number(std::int64_t value);
    CborWriter& yes(bool value);
    CborWriter& text(const std::string& value);
    CborWriter& bytes(std::span<const std::uint8_t> value);
    CborWriter& array(std::size_t items) { return head(4, items); }
    CborWriter& map(std::size_t pairs) { return head(5, pairs); }
    CborWriter& item(const CborWriter& other);
    const std::vector<std::uint8_t>& written() const { return written_; }

private:
    CborWriter& head(std::uint8_t major, std::uint64_t value);
    std::vector<std::uint8_t> written_;
};

} // namespace casustafel::support
