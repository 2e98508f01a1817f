#include "fuzz/edits.h"
#include "storage/header.h"
#include "storage/slots.h"
#include "support/temp_dir.h"

#include <cstdlib>
#include <fstream>
#include <iterator>

using namespace casustafel;
using namespace casustafel::storage;

namespace {

/// The file of slots as it is made, without a conference.
core::Bytes empty_slots()
{
    const support::TempDir folder;
    if (!SlotFile::create(folder / "slots", {})) std::abort();
    std::ifstream stream{folder / "slots", std::ios::binary};
    const std::string text{std::istreambuf_iterator<char>{stream}, {}};
    return {text.begin(), text.end()};
}

void use_slots(const std::filesystem::path& file)
{
    auto slots = SlotFile::open(file, {});
    if (!slots) return;
    const auto listed = slots->list();
    if (listed && listed->size() > SlotFile::places) std::abort();
    if (!listed) return;
    for (const Slot& slot : *listed) {
        const auto found = slots->find(slot.conference.id);
        if (!found || !*found || (*found)->epoch != slot.epoch || (*found)->wrapped != slot.wrapped) std::abort();
        if (!slots->shred(slot.conference.id)) return;
        if (const auto gone = slots->find(slot.conference.id); !gone || *gone) std::abort();
    }
}

void use_header(const std::filesystem::path& file)
{
    auto header = VaultHeader::open(file, {});
    if (!header) return;
    if (const auto protectors = header->protectors(); protectors && protectors->size() > VaultHeader::most_protectors)
        std::abort();
    const Attempts wanted{.wrong = 4, .last_at = core::Instant{}, .retry_at = core::Instant{}};
    if (header->attempts() && header->keep(wanted) && header->attempts() != wanted) std::abort();
}

} // namespace

/// The vault's two files of fixed places: what is read fits in them, what is found by its id is what was listed, what
/// is shredded is gone, and a count of attempts that was kept is the one that is read. The last byte chooses the file,
/// and whether the input is all of it or changes one that is good.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    static const core::Bytes slots = empty_slots();
    if (size == 0) return 0;
    const support::TempDir folder;
    const core::ByteView input{data, size - 1};
    core::Bytes file{input.begin(), input.end()};
    if (data[size - 1] % 3 == 2) {
        file = slots;
        fuzz::edit(file, input);
    }
    std::ofstream{folder / "file", std::ios::binary} << core::text_of(file);
    data[size - 1] % 3 == 0 ? use_header(folder / "file") : use_slots(folder / "file");
    return 0;
}
