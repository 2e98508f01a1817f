#include "support/cbor.h"

namespace casustafel::support {

namespace {

class Reader {
public:
    explicit Reader(std::span<const std::uint8_t> rest) : rest_{rest} {}
    bool done() const { return rest_.empty(); }

    Cbor item()
    {
        const std::uint8_t first = take(1)[0];
        const std::uint8_t major = first >> 5;
        if (first == 0xf4 || first == 0xf5) return {first == 0xf5};
        const std::uint64_t size = argument(first & 0x1f);
        if (major == 0) return {static_cast<std::int64_t>(size)};
        if (major == 1) return {-1 - static_cast<std::int64_t>(size)};
        if (major == 2) {
            const auto bytes = take(size);
            return {std::vector<std::uint8_t>{bytes.begin(), bytes.end()}};
        }
        if (major == 3) {
            const auto text = take(size);
            return {std::string{text.begin(), text.end()}};
        }
        if (major == 4) {
            Cbor::Array items;
            for (std::uint64_t i = 0; i < size; ++i) items.push_back(item());
            return {std::move(items)};
        }
        if (major != 5) throw std::runtime_error("CBOR that CTAP doesn't use");
        Cbor::Map pairs;
        for (std::uint64_t i = 0; i < size; ++i) {
            Cbor key = item();
            if (auto* text = std::get_if<std::string>(&key.value))
                pairs.emplace(std::move(*text), item());
            else
                pairs.emplace(key.number(), item());
        }
        return {std::move(pairs)};
    }

private:
    std::span<const std::uint8_t> take(std::uint64_t size)
    {
        if (size > rest_.size()) throw std::runtime_error("CBOR ends too early");
        const auto taken = rest_.first(size);
        rest_ = rest_.subspan(size);
        return taken;
    }
    std::uint64_t argument(std::uint8_t low)
    {
        if (low < 24) return low;
        if (low > 27) throw std::runtime_error("CBOR that CTAP doesn't use");
        std::uint64_t value = 0;
        for (const std::uint8_t byte : take(std::uint64_t{1} << (low - 24))) value = value << 8 | byte;
        return value;
    }
    std::span<const std::uint8_t> rest_;
};

} // namespace

Cbor read_cbor(std::span<const std::uint8_t> bytes)
{
    Reader reader{bytes};
    Cbor item = reader.item();
    if (!reader.done()) throw std::runtime_error("more than one CBOR item");
    return item;
}

CborWriter& CborWriter::head(std::uint8_t major, std::uint64_t value)
{
    const auto top = static_cast<std::uint8_t>(major << 5);
    if (value < 24) {
        written_.push_back(static_cast<std::uint8_t>(top | value));
        return *this;
    }
    const int wide = value > 0xffff ? 4 : value > 0xff ? 2 : 1;
    written_.push_back(static_cast<std::uint8_t>(top | (wide == 1 ? 24 : wide == 2 ? 25 : 26)));
    for (int i = wide - 1; i >= 0; --i) written_.push_back(static_cast<std::uint8_t>(value >> (8 * i)));
    return *this;
}

CborWriter& CborWriter::number(std::int64_t value)
{
    return value < 0 ? head(1, static_cast<std::uint64_t>(-1 - value)) : head(0, static_cast<std::uint64_t>(value));
}

CborWriter& CborWriter::yes(bool value)
{
    written_.push_back(value ? 0xf5 : 0xf4);
    return *this;
}

CborWriter& CborWriter::text(const std::string& value)
{
    head(3, value.size());
    written_.insert(written_.end(), value.begin(), value.end());
    return *this;
}

CborWriter& CborWriter::bytes(std::span<const std::uint8_t> value)
{
    head(2, value.size());
    written_.insert(written_.end(), value.begin(), value.end());
    return *this;
}

CborWriter& CborWriter::item(const CborWriter& other)
{
    written_.insert(written_.end(), other.written_.begin(), other.written_.end());
    return *this;
}

} // namespace casustafel::support
