#include "storage/freshness.h"

#include "storage/keys.h"
#include "storage/place.h"

#include <sodium.h>

#include <algorithm>

namespace casustafel::storage {

using core::Bytes;
using core::ByteView;
using core::Errc;
using core::fail;
using core::Result;

namespace {

constexpr std::string_view record_kind = "CTFRESH1";
constexpr std::size_t places = 2; // they take turns, so that one of them is always whole

/// Known to this device also while it is locked: a conference can be destroyed then.
SecretBytes freshness_key(ByteView device_secret)
{
    return hkdf_sha256(device_secret, {}, core::bytes_of("casustafel freshness v1"), key_bytes);
}

Bytes code_over(ByteView key, ByteView text)
{
    static_assert(crypto_auth_hmacsha256_KEYBYTES == key_bytes);
    Bytes code(crypto_auth_hmacsha256_BYTES);
    crypto_auth_hmacsha256(code.data(), text.data(), text.size(), key.data());
    return code;
}

} // namespace

Freshness::Tag Freshness::tag_of(ByteView key, const Slot& slot)
{
    RecordWriter about;
    about.bytes(slot_about({}, slot)).number(static_cast<std::uint64_t>(slot.state)).bytes(slot.wrapped);
    const Bytes code = code_over(key, about.payload());
    Tag tag{};
    std::copy_n(code.begin(), tag.size(), tag.begin());
    return tag;
}

Result<> Freshness::write(sql::File& file, ByteView key, const Record& record)
{
    Bytes tags;
    for (const Tag& tag : record.tags) tags.insert(tags.end(), tag.begin(), tag.end());
    RecordWriter content;
    content.number(record.epoch).number(record.serial).bytes(tags);
    const Bytes code = code_over(key, content.payload());
    content.bytes(code);
    return write_place(file, record.serial % places, record_kind, content);
}

Result<Freshness::Record> Freshness::newest(ByteView key)
{
    std::optional<Record> newest;
    for (std::size_t index = 0; index < places; ++index) {
        const auto payload = read_place(file_, index, record_kind);
        if (!payload && payload.error().code != Errc::corrupt) return std::unexpected(payload.error());
        if (!payload || !*payload) continue;
        RecordReader reader{**payload};
        Record found{.epoch = reader.number(), .serial = reader.number(), .tags = {}};
        const Bytes tags = reader.bytes();
        const Bytes code = reader.bytes();
        RecordWriter content;
        content.number(found.epoch).number(found.serial).bytes(tags);
        const Bytes expected = code_over(key, content.payload());
        if (!reader.complete() || code.size() != expected.size() || tags.size() % sizeof(Tag) != 0 ||
            sodium_memcmp(code.data(), expected.data(), code.size()) != 0)
            continue;
        for (std::size_t at = 0; at < tags.size(); at += sizeof(Tag)) {
            Tag tag{};
            std::copy_n(tags.begin() + static_cast<std::ptrdiff_t>(at), tag.size(), tag.begin());
            found.tags.push_back(tag);
        }
        if (!newest || found.serial > newest->serial) newest = std::move(found);
    }
    if (!newest) return fail(Errc::refused, "vault.fresh isn't what this device wrote");
    return *std::move(newest);
}

Result<> Freshness::create(const std::filesystem::path& path, const std::string& vfs, ByteView device_secret,
                           MonotonicCounter& counter)
{
    auto file = sql::File::open(path, true, vfs);
    if (!file) return std::unexpected(file.error());
    if (auto done = preallocate(*file, places); !done) return done;
    const auto epoch = counter.increment();
    if (!epoch) return std::unexpected(epoch.error());
    const SecretBytes key = freshness_key(device_secret);
    return write(*file, key.view(), {.epoch = *epoch, .serial = 1, .tags = {}});
}

Result<Freshness> Freshness::open(const std::filesystem::path& path, const std::string& vfs)
{
    auto file = sql::File::open(path, false, vfs);
    if (!file) return std::unexpected(file.error());
    return Freshness{*std::move(file)};
}

Result<Freshness::Record> Freshness::in_force(ByteView key, MonotonicCounter& counter)
{
    auto record = newest(key);
    if (!record) return record;
    const auto count = counter.read();
    if (!count) return std::unexpected(count.error());
    const std::string numbers =
        "the vault is of epoch " + std::to_string(record->epoch) + ", the counter says " + std::to_string(*count);
    if (record->epoch < *count) return fail(Errc::refused, "an older copy of the data was put back: " + numbers);
    // One ahead: the power went between the record and the counter, and the record is the newest there is.
    if (record->epoch > *count + 1) return fail(Errc::refused, "the counter isn't this vault's: " + numbers);
    return record;
}

/// What is there and was in force: a slot that was put back meanwhile doesn't come in again with the others.
std::vector<Freshness::Tag> Freshness::admitted(const Record& record, ByteView key, const std::vector<Slot>& slots)
{
    std::vector<Tag> tags;
    for (const Slot& slot : slots)
        if (const Tag tag = tag_of(key, slot); std::ranges::contains(record.tags, tag)) tags.push_back(tag);
    return tags;
}

Result<> Freshness::judge(ByteView device_secret, MonotonicCounter& counter, const std::vector<Slot>& slots)
{
    const SecretBytes key = freshness_key(device_secret);
    const auto record = in_force(key.view(), counter);
    if (!record) return std::unexpected(record.error());
    for (const Slot& slot : slots)
        if (!std::ranges::contains(record->tags, tag_of(key.view(), slot)))
            return fail(Errc::refused, "an older key slot was put back: of conference " + slot.conference.id.value());
    return {};
}

Result<> Freshness::admit(ByteView device_secret, const std::vector<Slot>& slots, const Slot& added)
{
    const SecretBytes key = freshness_key(device_secret);
    const auto record = newest(key.view());
    if (!record) return std::unexpected(record.error());
    Record next{.epoch = record->epoch, .serial = record->serial + 1, .tags = admitted(*record, key.view(), slots)};
    next.tags.push_back(tag_of(key.view(), added));
    return write(file_, key.view(), next);
}

Result<> Freshness::advance(ByteView device_secret, MonotonicCounter& counter, const std::vector<Slot>& slots)
{
    const SecretBytes key = freshness_key(device_secret);
    const auto record = in_force(key.view(), counter);
    if (!record) return std::unexpected(record.error());
    const auto count = counter.read();
    if (!count) return std::unexpected(count.error());
    // The record first: a counter that is ahead of the newest record would lock everybody out.
    const Record next{.epoch = *count + 1, .serial = record->serial + 1, .tags = admitted(*record, key.view(), slots)};
    if (auto done = write(file_, key.view(), next); !done) return done;
    const auto raised = counter.increment();
    if (!raised) return std::unexpected(raised.error());
    if (*raised != next.epoch) return fail(Errc::storage, "the counter went up by more than one");
    return {};
}

} // namespace casustafel::storage
