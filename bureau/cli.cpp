#include "bureau/cli.h"

#include "bureau/commands.h"
#include "bureau/recover.h"
#include "bureau/stick.h"
#include "seal/crypto.h"
#include "system/command_line.h"
#include "system/exit_code.h"
#include "system/pin_hash.h"
#include "system/typed_secret.h"

#include <CLI/CLI.hpp>

#include <functional>
#include <ostream>

namespace casustafel::bureau {

using core::Result;

namespace {

/// What the command line may hold.
struct Options {
    std::string folder;
    std::string id = "zvh-rivierenkust";
    std::string name = "Zorg- en Veiligheidshuis Rivierenkust";
    std::string region = "Rivierenkust";
    std::vector<std::string> hosts;
    std::string device;
    std::string room = "onbekend";
    std::string file;
    std::string relay;
    std::string minutes;
    std::string address = "127.0.0.1";
    std::uint16_t port = 8443;
    std::string channel;
    std::vector<std::string> devices;
    std::int64_t number = 0;
    bool json = false;
    bool technician_pin = false;
};

using Action = std::function<Result<>()>;

core::Instant system_now()
{
    return std::chrono::floor<std::chrono::milliseconds>(std::chrono::system_clock::now());
}

class CommandLine {
public:
    CommandLine(std::ostream& out, std::ostream& err, std::stop_token stop)
        : out_{out}, err_{err}, stop_{std::move(stop)}
    {
        app_.require_subcommand(1);
        add_init();
        add_device();
        add_package();
        add_update();
        add_relay();
        add_desk();
        add_minutes();
        add_stick();
        add_recover();
        add_audit();
    }

    int run(std::vector<std::string> args)
    {
        if (const auto ended = system::read_arguments(app_, std::move(args), out_, err_)) return *ended;
        if (Result<> started = seal::start(); !started) return complain(started.error());
        const Result<> done = action_();
        return done ? system::exit_ok : complain(done.error());
    }

private:
    int complain(const core::Error& error)
    {
        err_ << "bureau: " << error.detail << "\n";
        return system::exit_code(error.code);
    }
    Folder folder() const { return Folder{options_.folder}; }

    CLI::App& command(CLI::App& parent, const std::string& name, const std::string& what, Action action)
    {
        CLI::App* sub = parent.add_subcommand(name, what);
        sub->add_option("DIR", options_.folder, "folder of the bureau")
            ->required()
            ->check([](const std::string& text) { return text.empty() ? "it's empty" : std::string{}; }, "");
        const bool founds = name == "init";
        sub->callback([this, founds, action = std::move(action)] {
            action_ = [this, founds, action]() -> Result<> {
                // What is wrong with the folder comes before what is wrong with anything else.
                if (!founds)
                    if (const auto info = read_info(folder()); !info) return std::unexpected(info.error());
                return action();
            };
        });
        return *sub;
    }
    CLI::App& group(const std::string& name, const std::string& what)
    {
        CLI::App* sub = app_.add_subcommand(name, what);
        sub->require_subcommand(1);
        return *sub;
    }
    void add_relay_option(CLI::App& sub)
    {
        sub.add_option("--relay", options_.relay, "HOST:PORT of the relay, if not where it listened last");
    }

    void add_init()
    {
        CLI::App& init = command(app_, "init", "make a new bureau: keys, certificates, databases", [this] {
            if (options_.hosts.empty()) options_.hosts = {"localhost", "127.0.0.1"};
            return init_command(folder(), {options_.id, options_.name, options_.region, options_.hosts}, out_);
        });
        init.add_option("--id", options_.id, "id of the bureau, as it stands in packages")->capture_default_str();
        init.add_option("--name", options_.name, "name of the house")->capture_default_str();
        init.add_option("--region", options_.region, "region of the house")->capture_default_str();
        init.add_option("--host", options_.hosts,
                        "name or address of the relay; may be repeated, the first is told to devices");
    }
    void add_device()
    {
        CLI::App& device = group("device", "the appliances");
        CLI::App& add =
            command(device, "add", "expect a device: makes its one-time code", [this] { return add_device_here(); });
        add.add_option("ID", options_.device, "id of the device")->required();
        add.add_option("--room", options_.room, "where it stands");
        add.add_flag("--technician-pin", options_.technician_pin,
                     "ask for the PIN that opens its technician's screen, or take it from standard input");
        add.add_option("--channel", options_.channel, "which updates it gets; without this those of 'vast'");
        add_relay_option(add);
        CLI::App& channel = command(device, "channel", "choose which updates a device gets", [this] {
            return device_channel_command(folder(), options_.device, options_.channel, out_);
        });
        channel.add_option("ID", options_.device, "id of the device")->required();
        channel.add_option("NAME", options_.channel, "name of the channel, such as 'vast' or 'proef'")->required();
        command(device, "list", "all devices and their state", [this] { return device_list_command(folder(), out_); });
        command(device, "revoke", "refuse a device from now on",
                [this] { return device_revoke_command(folder(), options_.device, out_); })
            .add_option("ID", options_.device, "id of the device")
            ->required();
    }
    Result<> add_device_here()
    {
        ExpectedDevice device{options_.device, options_.room, {}, options_.channel};
        if (options_.technician_pin) {
            const auto pin = system::read_new_secret("PIN of the technician, six to twelve digits");
            if (!pin) return std::unexpected(pin.error());
            if (const auto good = system::check_new_pin(*pin); !good) return good;
            auto hash = system::hash_pin(*pin);
            if (!hash) return std::unexpected(hash.error());
            device.technician_pin = std::move(*hash);
        }
        return device_add_command(folder(), device, options_.relay, out_);
    }
    void add_package()
    {
        CLI::App& seal =
            command(group("package", "conference packages"), "seal",
                    "check a package, seal it to a device and put it in its inbox", [this] {
                        return package_seal_command(folder(), options_.file, options_.device, options_.relay, out_);
                    });
        seal.add_option("FILE", options_.file, "the package (JSON)")->required();
        seal.add_option("--to", options_.device, "id of the device")->required();
        add_relay_option(seal);
    }
    void add_update()
    {
        CLI::App& update = group("update", "new versions of the appliances' software");
        CLI::App& publish = command(
            update, "publish", "bring a bundle to the relay and offer it to devices, in place of an older one", [this] {
                return update_publish_command(folder(), options_.file, {options_.channel, options_.devices},
                                              options_.relay, out_);
            });
        publish.add_option("FILE", options_.file, "the bundle (.raucb)")->required();
        auto* to = publish.add_option("--to", options_.devices, "id of a device; may be repeated");
        publish
            .add_option("--channel", options_.channel,
                        "all devices of this channel; the one that the bundle was made for")
            ->excludes(to);
        add_relay_option(publish);
        add_relay_option(command(update, "list", "every publication, the newest first",
                                 [this] { return update_list_command(folder(), options_.relay, out_); }));
        CLI::App& withdraw = command(update, "withdraw", "offer an update to nobody any more", [this] {
            return update_withdraw_command(folder(), options_.number, options_.relay, out_);
        });
        withdraw.add_option("NUMBER", options_.number, "as 'update list' shows it")
            ->required()
            ->check(CLI::PositiveNumber);
        add_relay_option(withdraw);
    }
    void add_relay()
    {
        CLI::App& relay = command(app_, "relay", "serve devices and desk until told to stop", [this] {
            return relay_command(folder(), options_.address, options_.port, out_, err_, stop_);
        });
        relay.add_option("--port", options_.port, "port to listen on, 0 for a free one")
            ->check(CLI::Range(0, 65535))
            ->capture_default_str();
        relay.add_option("--address", options_.address, "address to listen on")->capture_default_str();
    }
    void add_desk()
    {
        CLI::App& sync = command(group("desk", "where minutes are opened"), "sync",
                                 "fetch, verify and open new minutes and give receipts",
                                 [this] { return desk_sync_command(folder(), options_.relay, out_); });
        add_relay_option(sync);
    }
    void add_stick()
    {
        CLI::App& stick = group("stick", "a USB stick instead of the network");
        const auto finish = [this](CLI::App& sub) {
            sub.add_option("STICK", options_.file, "where the stick is mounted")->required();
            sub.add_option("--device", options_.device, "id of the device it comes from or goes to")->required();
        };
        finish(command(stick, "import", "take the envelopes that a device put on it",
                       [this] { return stick_import_command(folder(), options_.file, options_.device, out_); }));
        finish(command(stick, "export", "put a device's packages and receipts on it",
                       [this] { return stick_export_command(folder(), options_.file, options_.device, out_); }));
    }
    void add_recover()
    {
        command(app_, "recover", "open what 'casustafel rescue --to' put on a stick, with the recovery key",
                [this] { return recover_command(folder(), options_.file, out_); })
            .add_option("STICK", options_.file, "where the stick is mounted")
            ->required();
    }
    void add_minutes()
    {
        CLI::App& minutes = group("minutes", "opened minutes");
        command(minutes, "list", "what was opened, in order", [this] { return minutes_list_command(folder(), out_); });
        CLI::App& show = command(minutes, "show", "print minutes", [this] {
            return minutes_show_command(folder(), options_.minutes, options_.json, out_);
        });
        show.add_option("ID", options_.minutes, "id of the minutes")->required();
        show.add_flag("--json", options_.json, "the document itself");
    }

    void add_audit()
    {
        CLI::App& audit = group("audit", "the logs: the bureau's own and the devices'");
        command(audit, "verify", "say of each log whether it is what was written, or the first entry that isn't",
                [this] { return audit_verify_command(folder(), system_now(), out_); });
        command(audit, "show", "print the bureau's own log, or a device's; is itself logged", [this] {
            return audit_show_command(folder(), options_.device, system_now(), out_);
        }).add_option("--device", options_.device, "id of the device");
    }

    std::ostream& out_;
    std::ostream& err_;
    std::stop_token stop_;
    Options options_;
    Action action_;
    CLI::App app_{"The counterpart of the Casustafel appliances: relay and desk of a bureau.", "bureau"};
};

} // namespace

int run(const std::vector<std::string>& args, std::ostream& out, std::ostream& err, std::stop_token stop)
{
    return CommandLine{out, err, std::move(stop)}.run(args);
}

} // namespace casustafel::bureau
