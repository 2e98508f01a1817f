#pragma once

#include <memory>
#include <utility>

namespace casustafel::core {

/// A value that doesn't change any more and that its copies share: copying costs a count, comparing compares the value.
template <class Value>
class Shared {
public:
    Shared() : value_{std::make_shared<const Value>()} {}
    // NOLINTNEXTLINE(google-explicit-constructor): it is that value
    Shared(Value value) : value_{std::make_shared<const Value>(std::move(value))} {}

    const Value& operator*() const { return *value_; }
    const Value* operator->() const { return value_.get(); }
    bool operator==(const Shared& other) const { return value_ == other.value_ || *value_ == *other.value_; }

private:
    std::shared_ptr<const Value> value_;
};

} // namespace casustafel::core
