#include "bureau_world.h"
#include "protocol/provisioning.h"
#include "seal/crypto.h"
#include "support/process.h"
#include "system/pin_hash.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fcntl.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>

// The program itself, as its own process.

namespace casustafel::test {
namespace {

using testing::HasSubstr;

/// A running program whose standard output can be read by lines.
class Process {
public:
    explicit Process(std::vector<std::string> args)
    {
        std::array<int, 2> pipe{};
        if (::pipe2(pipe.data(), O_CLOEXEC) != 0) throw std::runtime_error("no pipe");
        args.insert(args.begin(), CASUSTAFEL_BUREAU_PROGRAM);
        std::vector<char*> pointers;
        for (std::string& arg : args) pointers.push_back(arg.data());
        pointers.push_back(nullptr);
        posix_spawn_file_actions_t actions{};
        posix_spawn_file_actions_init(&actions);
        posix_spawn_file_actions_adddup2(&actions, pipe[1], STDOUT_FILENO);
        posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, "/dev/null", O_WRONLY, 0);
        const int failed = posix_spawn(&id_, CASUSTAFEL_BUREAU_PROGRAM, &actions, nullptr, pointers.data(), environ);
        posix_spawn_file_actions_destroy(&actions);
        ::close(pipe[1]);
        out_ = ::fdopen(pipe[0], "r");
        if (failed != 0) throw std::runtime_error("the program didn't start");
    }
    Process(const Process&) = delete;
    Process& operator=(const Process&) = delete;
    ~Process()
    {
        if (id_ > 0) end(SIGKILL);
        std::fclose(out_);
    }

    std::string line()
    {
        std::string text;
        for (int c = std::fgetc(out_); c != EOF && c != '\n'; c = std::fgetc(out_))
            text.push_back(static_cast<char>(c));
        return text;
    }
    /// Sends `signal` (0: none) and waits for the end: the exit code, or minus the signal that ended it.
    int end(int signal)
    {
        if (signal != 0) ::kill(id_, signal);
        int status = 0;
        ::waitpid(id_, &status, 0);
        id_ = -1;
        return WIFEXITED(status) ? WEXITSTATUS(status) : -WTERMSIG(status);
    }

private:
    pid_t id_ = -1;
    std::FILE* out_ = nullptr;
};

std::uint16_t port_in(const std::string& line)
{
    return static_cast<std::uint16_t>(std::stoi(line.substr(line.rfind(':') + 1)));
}

TEST(Program, says_where_the_relay_listens_first_and_ends_well_when_told_to)
{
    const BureauWorld world;
    Process relay{{"relay", world.dir(), "--port", "0"}};
    EXPECT_THAT(relay.line(), testing::MatchesRegex("relay listening on 127\\.0\\.0\\.1:[0-9]+"));
    EXPECT_EQ(relay.end(SIGTERM), 0);
}

TEST(Program, ends_with_2_for_a_wrong_command_line_and_0_for_help)
{
    EXPECT_EQ(Process{{"frobnicate"}}.end(0), 2);
    Process help{{"--help"}};
    EXPECT_THAT(help.line(), HasSubstr("relay and desk"));
    EXPECT_EQ(help.end(0), 0);
}

TEST(Program, keeps_what_it_acknowledged_when_it_is_killed)
{
    const BureauWorld world;
    std::optional<RunningRelay> enrolling{std::in_place, world.dir()};
    Device device{world, *enrolling, "CT-0017"};
    device.publish_keys();
    enrolling.reset();

    core::Bytes envelope(5000, 'x');
    std::vector<std::pair<core::MinutesId, std::string>> acknowledged;
    for (int i = 0; i < 5; ++i) {
        Process relay{{"relay", world.dir(), "--port", "0"}};
        auto https = link::HttpsClient::create({"localhost", port_in(relay.line())}, {.ca_pem = world.ca_pem()},
                                               device.identity());
        ASSERT_TRUE(https);
        link::BureauClient client{std::move(*https), core::DeviceId{device.id()}, std::chrono::seconds{20}};
        for (const auto& [id, receipt] : acknowledged) {
            const auto newest = client.receipt(id);
            ASSERT_TRUE(newest && *newest) << id.value();
            EXPECT_EQ(**newest, receipt);
        }
        const core::MinutesId id{"aaaaaaaa-0000-4000-8000-00000000000" + std::to_string(i)};
        envelope[0] = static_cast<std::uint8_t>('a' + i);
        const auto stored = client.deliver(id, envelope);
        ASSERT_EQ(relay.end(SIGKILL), -SIGKILL);
        ASSERT_TRUE(stored) << stored.error().detail;
        acknowledged.emplace_back(id, *stored);
    }
}

TEST(Program, puts_the_hash_of_the_technician_s_pin_into_the_device_s_file_and_the_pin_nowhere)
{
    const BureauWorld world;
    const std::vector<std::string> add{"device", "add", world.dir(), "CT-0017", "--relay", "h:1", "--technician-pin"};
    const support::Ran ran = support::run(CASUSTAFEL_BUREAU_PROGRAM, add, "/dev/null", "604812\n");
    ASSERT_EQ(ran.code, 0);
    EXPECT_THAT(ran.out, testing::Not(HasSubstr("604812")));
    const std::string text = read_text(world.folder().provisioning() / "device-CT-0017.json");
    EXPECT_THAT(text, testing::Not(HasSubstr("604812")));
    const auto provisioning = protocol::read_provisioning(text);
    ASSERT_TRUE(provisioning) << provisioning.error().detail;
    EXPECT_TRUE(system::is_pin(core::Secret{"604812"}, provisioning->technician_pin));
    EXPECT_FALSE(system::is_pin(core::Secret{"604813"}, provisioning->technician_pin));
}

TEST(Program, takes_no_technician_s_pin_that_is_too_short_or_not_of_digits)
{
    const BureauWorld world;
    const std::vector<std::string> add{"device", "add", world.dir(), "CT-0017", "--relay", "h:1", "--technician-pin"};
    for (const char* wrong : {"", "60481\n", "60481a\n", "6048121234567\n"})
        EXPECT_EQ(support::run(CASUSTAFEL_BUREAU_PROGRAM, add, "/dev/null", wrong).code, 2) << wrong;
    EXPECT_FALSE(std::filesystem::exists(world.folder().provisioning() / "device-CT-0017.json"));
}

} // namespace
} // namespace casustafel::test
