#include "fuzz/edits.h"
#include "seal/crypto.h"
#include "storage/outbox.h"
#include "storage/package_store.h"
#include "support/temp_dir.h"

#include <cstdlib>
#include <fstream>
#include <iterator>

using namespace casustafel;
namespace fs = std::filesystem;

namespace {

const core::MinutesId kept{"aaaaaaaa-0000-4000-8000-000000000001"};
const core::MinutesId fresh{"aaaaaaaa-0000-4000-8000-000000000002"};
constexpr std::string_view envelope_text = R"({"verzonnen":"envelop"})";

core::Envelope envelope(const core::MinutesId& id, std::uint64_t seq)
{
    return {.minutes = id,
            .conference = core::ConferenceId{"bbbbbbbb-0000-4000-8000-000000000001"},
            .seq = seq,
            .sha256 = seal::sha256(core::bytes_of(envelope_text)),
            .inner_sha256 = {},
            .state = core::EnvelopeState::sealed,
            .sealed_at = core::Instant{std::chrono::milliseconds{1'795'000'000'000}},
            .refused_because = {}};
}

core::InboxItem item(const char* id)
{
    return {.id = id,
            .sha256 = seal::sha256(core::bytes_of(envelope_text)),
            .size = envelope_text.size(),
            .kind = "package"};
}

core::Bytes read(const fs::path& file)
{
    std::ifstream stream{file, std::ios::binary};
    const std::string text{std::istreambuf_iterator<char>{stream}, {}};
    return {text.begin(), text.end()};
}

void write(const fs::path& file, core::ByteView bytes)
{
    std::ofstream{file, std::ios::binary} << core::text_of(bytes);
}

/// What is given back has the digest under which it was kept, and what is taken is given back.
void use_outbox(const fs::path& folder)
{
    const auto outbox = storage::SqlOutbox::open(folder);
    if (!outbox) return;
    const auto before = (*outbox)->list();
    for (const core::Envelope& one : before.value_or(std::vector<core::Envelope>{}))
        if (const auto bytes = (*outbox)->bytes(one.minutes); bytes && seal::sha256(*bytes) != one.sha256) std::abort();
    if (!(*outbox)->put(envelope(fresh, 2), core::bytes_of(envelope_text))) return;
    const auto bytes = (*outbox)->bytes(fresh);
    if (!bytes || core::text_of(*bytes) != envelope_text) std::abort();
}

void use_inbox(const fs::path& folder)
{
    const auto store = storage::SqlPackageStore::open(folder);
    if (!store) return;
    const auto waiting = (*store)->waiting();
    for (const core::InboxItem& one : waiting.value_or(std::vector<core::InboxItem>{}))
        if (const auto bytes = (*store)->bytes(one); bytes && seal::sha256(*bytes) != one.sha256) std::abort();
    (void)(*store)->key_set();
    if (!(*store)->keep(item("item-2"), core::bytes_of(envelope_text))) return;
    const auto bytes = (*store)->bytes(item("item-2"));
    if (bytes && core::text_of(*bytes) != envelope_text) std::abort();
}

/// A queue with an envelope in it and an inbox with a package, as the device leaves them.
struct Good {
    core::Bytes queue;
    core::Bytes inbox;
    Good()
    {
        const support::TempDir folder;
        {
            const auto outbox = storage::SqlOutbox::open(folder.path()).value();
            if (!outbox->put(envelope(kept, 1), core::bytes_of(envelope_text))) std::abort();
            const auto store = storage::SqlPackageStore::open(folder.path()).value();
            if (!store->keep(item("item-1"), core::bytes_of(envelope_text)) || !store->keep_key_set("a.b.c"))
                std::abort();
        }
        queue = read(folder / "queue.db");
        inbox = read(folder / "inbox.db");
    }
};

} // namespace

/// The two databases that aren't encrypted, as somebody with the disk in his hands leaves them. The last byte chooses:
/// the input is the whole file, or changes a good one.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    static const Good good;
    if (size == 0) return 0;
    const support::TempDir folder;
    const core::ByteView input{data, size - 1};
    const bool outbox = data[size - 1] & 2;
    core::Bytes file{input.begin(), input.end()};
    if (data[size - 1] & 1) {
        file = outbox ? good.queue : good.inbox;
        fuzz::edit(file, input);
    }
    write(folder / (outbox ? "queue.db" : "inbox.db"), file);
    outbox ? use_outbox(folder.path()) : use_inbox(folder.path());
    return 0;
}
