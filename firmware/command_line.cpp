#include "firmware/command_line.h"

#include "firmware/commands.h"
#include "firmware/device_log.h"
#include "firmware/keys_command.h"
#include "firmware/rescue.h"
#include "firmware/resources.h"
#include "firmware/run_command.h"
#include "seal/crypto.h"
#include "storage/keys.h"
#include "storage/schema.h"
#include "system/command_line.h"
#include "system/exit_code.h"
#include "system/typed_secret.h"

#include <CLI/CLI.hpp>

#include <algorithm>
#include <functional>
#include <iostream>
#include <optional>
#include <sstream>

namespace casustafel::device {

using core::Errc;
using core::Result;

namespace {

Result<RunOptions::Size> read_size(const std::string& text)
{
    RunOptions::Size size;
    char cross = 0;
    std::istringstream in{text};
    in >> size.width_px >> cross >> size.height_px;
    const bool whole = !in.fail() && cross == 'x' && in.peek() == std::istringstream::traits_type::eof();
    if (!whole || size.width_px < 640 || size.height_px < 400 || size.width_px > 8192 || size.height_px > 8192)
        return core::fail(Errc::rejected, "--size: '" + text + "' isn't WIDTHxHEIGHT of at least 640x400");
    return size;
}

class CommandLine {
public:
    CommandLine()
    {
        app_.require_subcommand(1);
        app_.set_version_flag("--version", software());
        CLI::App& setup = command("setup", "make a device of an empty folder and enrol it at its bureau",
                                  [this] { return set_up_here(); });
        setup.add_option("--provision", provision_, "the file that the bureau made for this device")->required();
        setup.add_option("--with", protector_, "what opens it: one of the board's PROTECTORS instead of the first");
        CLI::App& run = command("run", "show the appliance on the display", [this] { return run_here(); });
        run.add_option("--size", size_, "a window of WIDTHxHEIGHT instead of the whole screen");
        run.add_option("--stick", stick_, "folder under which a USB stick is mounted");
        run.add_flag("--room", room_, "the screen for the room as a second window, instead of on a second display");
        run.add_option("--fonts", fonts_, "folder of the typeface")->capture_default_str();
        command("check", "say for each part of a device whether it is as it should be", [this] {
            return check_here();
        }).add_flag("--unlock", unlock_, "ask for the PIN or passphrase and read the conferences too");
        command("rescue", "set aside what can't be read any more, so that the device can work on; deletes nothing",
                [this] { return rescue_here(); })
            .add_option("--to", stick_,
                        "instead of that, and without a secret: put on this mounted stick what the bureau can open");
        add_keys();
        add_audit();
        CLI::App* version = app_.add_subcommand("version", "say which version this is and which data it can read");
        version->add_flag("--json", "as one JSON object")->required();
        version->callback([this] { action_ = tell_version; });
    }

    int run(std::vector<std::string> arguments)
    {
        if (const auto ended = system::read_arguments(app_, std::move(arguments), std::cout, std::cerr)) return *ended;
        if (Result<> sound = seal::start(); !sound) return complain(sound.error());
        if (Result<> sound = storage::check_cipher(); !sound) return complain(sound.error());
        const Result<> done = action_();
        return done ? system::exit_ok : complain(done.error());
    }

private:
    static int complain(const core::Error& error)
    {
        std::cerr << "casustafel: " << error.detail << "\n";
        return system::exit_code(error.code);
    }

    void add_keys()
    {
        CLI::App* keys = app_.add_subcommand("keys", "who can unlock the device");
        keys->require_subcommand(1);
        command(*keys, "list", "every key, wrong attempts and the wait after them", [this] {
            const auto board = board_named(board_);
            if (!board) return Result<>{std::unexpected(board.error())};
            return list_keys(data_, *board, now(), std::cout);
        });
        command(*keys, "add", "a second chair's PIN or passphrase, or a token, beside those that are there", [this] {
            return with_new_key(add_key);
        }).add_option("--with", protector_, "which of the board's PROTECTORS instead of the first");
        command(*keys, "change", "another PIN or passphrase, or token, in the place of the one that is typed", [this] {
            return with_new_key(change_key);
        }).add_option("--with", protector_, "which of the board's PROTECTORS instead of the first");
        command(*keys, "remove", "a key that is no longer used; never the last one",
                [this] { return remove_key_here(); })
            .add_option("NUMBER", number_, "as 'keys list' shows it")
            ->required();
    }

    Result<> with_new_key(Result<> (*change)(const std::filesystem::path&, const board::Board&, const NewKey&,
                                             core::Instant, std::ostream&))
    {
        const auto board = board_named(board_);
        if (!board) return std::unexpected(board.error());
        auto known = system::read_secret("PIN or passphrase that opens it now");
        if (!known) return std::unexpected(known.error());
        auto secret = system::read_new_secret("New PIN or passphrase");
        if (!secret) return std::unexpected(secret.error());
        return change(data_, *board, {std::move(*known), std::move(*secret), protector_}, now(), std::cout);
    }

    Result<> remove_key_here()
    {
        const auto board = board_named(board_);
        if (!board) return std::unexpected(board.error());
        const auto known = system::read_secret("PIN or passphrase");
        if (!known) return std::unexpected(known.error());
        return remove_key(data_, *board, *known, number_, now(), std::cout);
    }

    CLI::App& command(const std::string& name, const std::string& what, std::function<Result<>()> action)
    {
        return command(app_, name, what, std::move(action));
    }

    CLI::App& command(CLI::App& parent, const std::string& name, const std::string& what,
                      std::function<Result<>()> action)
    {
        CLI::App* sub = parent.add_subcommand(name, what);
        sub->add_option("--data", data_, "folder with everything this device keeps")->required();
        sub->add_option("--board", board_, "which hardware this is")->capture_default_str();
        sub->callback([this, action = std::move(action)] { action_ = action; });
        return *sub;
    }

    void add_audit()
    {
        CLI::App& audit = *app_.add_subcommand("audit", "the device's log");
        audit.require_subcommand(1);
        command(audit, "verify", "say whether the log is what was written, or which entry is the first that isn't",
                [this] {
                    const auto board = board_named(board_);
                    if (!board) return Result<>{std::unexpected(board.error())};
                    return audit_verify_command(data_, *board, std::cout);
                });
        command(audit, "show", "print the log; asks for the PIN or passphrase, and is itself logged", [this] {
            const auto board = board_named(board_);
            if (!board) return Result<>{std::unexpected(board.error())};
            const auto secret = system::read_secret("PIN or passphrase");
            if (!secret) return Result<>{std::unexpected(secret.error())};
            return audit_show_command(data_, *board, *secret, std::cout);
        });
    }

    /// What an update is judged by before it is installed.
    static Result<> tell_version()
    {
        std::cout << R"({"version":")" << version() << R"(","schema":")" << storage::schema()
                  << R"(","readable_from":")" << storage::schema_readable_from() << "\"}\n";
        return {};
    }

    Result<> set_up_here()
    {
        const auto board = board_named(board_);
        if (!board) return std::unexpected(board.error());
        auto secret = system::read_new_secret("New PIN or passphrase");
        if (!secret) return std::unexpected(secret.error());
        return set_up_device({data_, provision_, *board, std::move(*secret), protector_}, log_to_standard_error());
    }

    Result<> run_here()
    {
        const auto board = board_named(board_);
        if (!board) return std::unexpected(board.error());
        RunOptions options{data_, *board, {}, fonts_, stick_, room_};
        if (!size_.empty()) {
            const auto size = read_size(size_);
            if (!size) return std::unexpected(size.error());
            options.size = *size;
        }
        return run_command(options, log_to_standard_error());
    }

    Result<> rescue_here()
    {
        const auto board = board_named(board_);
        if (!board) return std::unexpected(board.error());
        if (!stick_.empty()) return rescue_to_stick(data_, *board, stick_, std::cout);
        const auto secret = system::read_secret("PIN or passphrase");
        if (!secret) return std::unexpected(secret.error());
        return rescue_device(data_, *board, *secret, now(), std::cout);
    }

    Result<> check_here()
    {
        const auto board = board_named(board_);
        if (!board) return std::unexpected(board.error());
        std::optional<core::Secret> secret;
        if (unlock_) {
            auto read = system::read_secret("PIN or passphrase");
            if (!read) return std::unexpected(read.error());
            secret = std::move(*read);
        }
        if (!check_device(data_, *board, secret, std::cout))
            return core::fail(Errc::storage, data_ + ": not everything is as it should be");
        return {};
    }

    CLI::App app_{"The appliance at the table of a case conference.", "casustafel"};
    std::function<Result<>()> action_;
    std::string data_;
    std::string board_ = "desk";
    std::string provision_;
    std::string size_;
    std::string stick_;
    std::size_t number_ = 0;
    bool room_ = false;
    bool unlock_ = false;
    std::string protector_;
    std::string fonts_ = font_folder;
};

} // namespace

int run_program(std::vector<std::string> arguments)
{
    return CommandLine{}.run(std::move(arguments));
}

} // namespace casustafel::device
