#include "protocol/json.h"

#include <cmath>
#include <iterator>
#include <vector>

namespace casustafel::protocol {

namespace {

using nlohmann::json;

/// Walks over the text and keeps the offset where the library's parser is, which it tells only about its own errors.
class TrackedPosition {
public:
    using iterator_category = std::input_iterator_tag;
    using value_type = char;
    using difference_type = std::ptrdiff_t;
    using pointer = const char*;
    using reference = const char&;

    TrackedPosition(const char* at, std::size_t* offset) : at_{at}, offset_{offset} {}
    reference operator*() const { return *at_; }
    TrackedPosition& operator++()
    {
        ++at_;
        ++*offset_;
        return *this;
    }
    TrackedPosition operator++(int)
    {
        TrackedPosition before = *this;
        ++*this;
        return before;
    }
    bool operator==(const TrackedPosition& other) const { return at_ == other.at_; }
    bool operator!=(const TrackedPosition& other) const { return at_ != other.at_; }

private:
    const char* at_;
    std::size_t* offset_;
};

/// Receives the events of the parser and builds the value, refusing what the parser lets through.
class StrictBuilder final : public nlohmann::json_sax<json> {
public:
    explicit StrictBuilder(JsonLimits limits) : limits_{limits} {}

    bool null() override { return place(nullptr); }
    bool boolean(bool value) override { return place(value); }
    bool number_integer(json::number_integer_t value) override
    {
        if (value < -largest_json_integer || value > largest_json_integer) return refuse("number out of range");
        return place(value);
    }
    bool number_unsigned(json::number_unsigned_t value) override
    {
        if (value > static_cast<json::number_unsigned_t>(largest_json_integer)) return refuse("number out of range");
        return place(value);
    }
    bool number_float(json::number_float_t value, const std::string& digits) override
    {
        // Doubles above the bound are whole numbers too, and their canonical form looks like any other whole number.
        if (!(std::fabs(value) <= static_cast<double>(largest_json_integer))) return refuse("number out of range");
        const std::string_view mantissa = std::string_view{digits}.substr(0, digits.find_first_of("eE"));
        const bool written_as_zero = mantissa.find_first_of("123456789") == std::string_view::npos;
        if (value == 0 && !written_as_zero) return refuse("number out of range");
        return place(value);
    }
    bool string(std::string& value) override { return place(std::move(value)); }
    bool binary(json::binary_t& /*value*/) override { return refuse("no JSON"); }

    bool start_object(std::size_t /*size*/) override { return open(json::object()); }
    bool start_array(std::size_t /*size*/) override { return open(json::array()); }
    bool end_object() override { return close(); }
    bool end_array() override { return close(); }
    bool key(std::string& name) override
    {
        if (open_.back()->contains(name)) return refuse("a name stands twice in an object");
        name_ = std::move(name);
        return true;
    }
    bool parse_error(std::size_t /*offset*/, const std::string& /*token*/, const json::exception& flaw) override
    {
        return refuse(flaw.id == 406 ? "number out of range" : "not valid JSON");
    }

    json take() { return std::move(root_); }
    const char* flaw() const { return flaw_; }

private:
    bool refuse(const char* flaw)
    {
        flaw_ = flaw;
        return false;
    }
    json* insert(json value)
    {
        if (open_.empty()) {
            root_ = std::move(value);
            return &root_;
        }
        json& parent = *open_.back();
        if (parent.is_array()) {
            parent.push_back(std::move(value));
            return &parent.back();
        }
        return &(parent[name_] = std::move(value));
    }
    bool place(json value)
    {
        insert(std::move(value));
        return true;
    }
    bool open(json container)
    {
        if (open_.size() == limits_.most_depth) return refuse("nested too deeply");
        // An array's elements move when it grows, but never while one of them is open.
        open_.push_back(insert(std::move(container)));
        return true;
    }
    bool close()
    {
        open_.pop_back();
        return true;
    }

    JsonLimits limits_;
    json root_;
    std::vector<json*> open_;
    std::string name_;
    const char* flaw_ = "not valid JSON";
};

core::Result<json> refused(const char* flaw, std::size_t offset)
{
    return core::fail(core::Errc::corrupt, std::string{"JSON: "} + flaw + " at byte " + std::to_string(offset));
}

} // namespace

core::Result<json> read_json(std::string_view text, JsonLimits limits)
{
    if (text.size() > limits.most_bytes) return refused("too long", limits.most_bytes);
    // The library reads a byte order mark over and takes a zero byte for the end of the text.
    if (text.starts_with("\xEF\xBB\xBF")) return refused("byte order mark", 0);
    if (const auto zero = text.find('\0'); zero != std::string_view::npos) return refused("zero byte", zero);

    std::size_t offset = 0;
    StrictBuilder builder{limits};
    const bool read = json::sax_parse(TrackedPosition{text.data(), &offset},
                                      TrackedPosition{text.data() + text.size(), &offset}, &builder);
    if (!read) return refused(builder.flaw(), offset);
    return builder.take();
}

} // namespace casustafel::protocol
