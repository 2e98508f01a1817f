#include "system/command_line.h"

#include "system/exit_code.h"

#include <CLI/CLI.hpp>

#include <algorithm>
#include <ostream>
#include <string_view>

namespace casustafel::system {

std::optional<int> read_arguments(CLI::App& app, std::vector<std::string> arguments, std::ostream& out,
                                  std::ostream& err)
{
    const std::string& program = app.get_name();
    const auto is_command = [&](const CLI::App* sub) { return sub->check_name(arguments.front()); };
    if (!arguments.empty() && !arguments.front().starts_with('-') &&
        std::ranges::none_of(app.get_subcommands([](CLI::App*) { return true; }), is_command)) {
        err << program << ": there is no command '" << arguments.front() << "'\n";
        return exit_usage;
    }
    std::ranges::reverse(arguments); // as CLI11 wants them
    try {
        app.parse(std::move(arguments));
    } catch (const CLI::Success& asked) {
        app.exit(asked, out, err);
        return exit_ok;
    } catch (const CLI::ParseError& wrong) {
        const std::string_view what = wrong.what();
        err << program << ": ";
        if (what == "A subcommand is required")
            err << "say what to do; '" << program << " --help' lists it\n";
        else
            err << what << "\n";
        return exit_usage;
    }
    return std::nullopt;
}

} // namespace casustafel::system
