#include "reliability/faulty_run.h"
#include "support/trials.h"

#include <gtest/gtest.h>
#include <sqlite3.h>

#include <format>

// The database has no memory at any allocation of whole conferences. A program of its own: the allocator is chosen
// once.

namespace casustafel::reliability {
namespace {

/// SQLite's own allocator, which fails when it is told to (sqlite3_config, SQLITE_CONFIG_MALLOC). Functions without a
/// context are all that SQLite takes, so there is one.
class ScarceMemory {
public:
    static ScarceMemory& the()
    {
        static ScarceMemory one;
        return one;
    }
    void fail_at(std::uint64_t nth, bool lasting)
    {
        count_ = 0;
        fail_at_ = nth;
        lasting_ = lasting;
        failed_ = false;
    }
    void heal() { fail_at_ = 0; }
    bool failed() const { return failed_; }
    std::uint64_t count() const { return count_; }

private:
    ScarceMemory()
    {
        sqlite3_config(SQLITE_CONFIG_GETMALLOC, &real_);
        sqlite3_mem_methods scarce = real_;
        scarce.xMalloc = [](int size) { return the().fails() ? nullptr : the().real_.xMalloc(size); };
        scarce.xRealloc = [](void* had, int size) { return the().fails() ? nullptr : the().real_.xRealloc(had, size); };
        if (sqlite3_config(SQLITE_CONFIG_MALLOC, &scarce) != SQLITE_OK)
            throw std::runtime_error("the database library was used before its allocator could be chosen");
    }
    bool fails()
    {
        ++count_;
        if (fail_at_ == 0 || count_ < fail_at_ || (count_ > fail_at_ && !lasting_)) return false;
        failed_ = true;
        return true;
    }

    sqlite3_mem_methods real_{};
    std::uint64_t count_{};
    std::uint64_t fail_at_{};
    bool lasting_{};
    bool failed_{};
};

std::optional<std::string> played_with(const Script& script, std::uint64_t nth, bool lasting)
{
    ScarceMemory& memory = ScarceMemory::the();
    return played_in_trouble(script, {.vfs = {},
                                      .begin = [&] { memory.fail_at(nth, lasting); },
                                      .heal = [&] { memory.heal(); },
                                      .wrong_answer = [](core::Errc said) { return said != core::Errc::storage; }});
}

TEST(ScarceMemory, at_any_allocation_of_the_database_is_said_and_survived)
{
    ScarceMemory& memory = ScarceMemory::the();
    const std::vector<Script> all = scripts_at_the_table();
    std::vector<std::string> found;
    std::uint64_t happened = 0;
    std::uint64_t tried = 0;
    const auto each = static_cast<std::uint64_t>(support::trials(8, 400));
    for (const Script& script : all) {
        std::uint64_t allocations = 0;
        memory.fail_at(0, false);
        std::ignore = played_in_trouble(script, {.vfs = {},
                                                 .begin = [&] { memory.fail_at(0, false); },
                                                 .heal = [&] { allocations = memory.count(); },
                                                 .wrong_answer = [](core::Errc) { return false; }});
        for (std::uint64_t n = 0; n < each; ++n) {
            const std::uint64_t nth = 1 + n * allocations / each;
            const bool lasting = n % 2 == 1;
            const auto trouble = played_with(script, nth, lasting);
            ++tried;
            happened += memory.failed();
            if (trouble)
                found.push_back(
                    std::format("{}, at allocation {}{}: {}", script.name, nth, lasting ? " and after" : "", *trouble));
        }
    }
    for (std::size_t n = 0; n < std::min<std::size_t>(found.size(), 20); ++n) ADD_FAILURE() << found[n];
    EXPECT_TRUE(found.empty()) << found.size() << " of " << tried;
    EXPECT_GE(happened, tried * 9 / 10) << "what doesn't fail proves nothing";
    support::publish({.id = "scarce-memory",
                      .what = "no memory at allocations of the database in scripted conferences, once or until healed",
                      .tried = happened,
                      .failed = found.size(),
                      .control = {}});
}

} // namespace
} // namespace casustafel::reliability
