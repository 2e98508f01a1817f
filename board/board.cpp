#include "board/board.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <fstream>
#include <functional>
#include <iterator>
#include <set>
#include <utility>
#include <vector>

namespace casustafel::board {

using core::Errc;
using core::fail;

namespace {

/// What is wrong with a value, or nothing.
using Complaint = std::string;

Complaint take_number(std::string_view value, int least, int most, int& into)
{
    int number = 0;
    const auto [end, failed] = std::from_chars(value.data(), value.data() + value.size(), number);
    if (failed != std::errc{} || end != value.data() + value.size() || number < least || number > most)
        return "must be a whole number from " + std::to_string(least) + " to " + std::to_string(most);
    into = number;
    return {};
}

Complaint take_id(std::string_view value, std::string& into)
{
    if (value.empty() || value.size() > 32 ||
        value.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789-_") != std::string_view::npos)
        return "must be 1 to 32 lower-case letters, digits, hyphens and underscores";
    into = value;
    return {};
}

Complaint take_name(std::string_view value, std::string& into)
{
    const auto control = [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7f; };
    if (value.empty() || value.size() > 64 || std::ranges::any_of(value, control))
        return "must be a text of 1 to 64 bytes without control characters";
    into = value;
    return {};
}

Complaint take_percent(std::string_view value, int& into)
{
    for (const int percent : {85, 100, 125}) {
        if (value != std::to_string(percent)) continue;
        into = percent;
        return {};
    }
    return "must be 85, 100 or 125";
}

Complaint take_flag(std::string_view value, bool& into)
{
    if (value != "yes" && value != "no") return "must be yes or no";
    into = value == "yes";
    return {};
}

Complaint take_language(std::string_view value, std::string& into)
{
    if (value != "nl" && value != "en") return "must be nl or en";
    into = value;
    return {};
}

/// Names of protectors with one space between them.
Complaint take_protectors(std::string_view value, std::vector<std::string>& into)
{
    constexpr std::array<std::string_view, 5> known{"ontwikkelapparaat", "wachtwoordzin", "tpm2", "fido2", "kaart"};
    while (true) {
        const auto end = value.find(' ');
        const std::string_view word = value.substr(0, end);
        if (!std::ranges::contains(known, word))
            return "has a word that isn't a protector: '" + std::string{word} + "'";
        if (std::ranges::contains(into, word)) return "names " + std::string{word} + " twice";
        into.emplace_back(word);
        if (end == std::string_view::npos) return {};
        value.remove_prefix(end + 1);
    }
}

Complaint take_module(std::string_view value, std::filesystem::path& into)
{
    if (value == "none") return {};
    if (!value.starts_with('/') || value.find_first_of(" :;") != std::string_view::npos)
        return "must be none or the whole path of a PKCS#11 library";
    into = value;
    return {};
}

struct Key {
    std::string_view name;
    std::function<Complaint(Board&, std::string_view)> take;
};

/// What only the image's tools want to know; it must be there and be one of these.
Key for_the_image(std::string_view name, std::vector<std::string_view> allowed)
{
    return {name, [allowed = std::move(allowed)](Board&, std::string_view value) {
                if (std::ranges::contains(allowed, value)) return Complaint{};
                std::string complaint = "must be one of";
                for (const std::string_view word : allowed) complaint.append(" ").append(word);
                return complaint;
            }};
}

/// The Debian package of the kernel, and the kernel's consoles: words that a shell takes as they are.
Key for_the_kernel(std::string_view name)
{
    return {name, [](Board&, std::string_view value) {
                const bool plain = value.find_first_not_of("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
                                                           "0123456789-,. ") == std::string_view::npos;
                return plain && !value.empty() ? Complaint{} : "must be words of letters, digits, commas and hyphens";
            }};
}

const std::array<Key, 17>& keys()
{
    static const std::array<Key, 17> all{{
        {"ID", [](Board& b, std::string_view v) { return take_id(v, b.id); }},
        {"NAME", [](Board& b, std::string_view v) { return take_name(v, b.name); }},
        {"PANEL_WIDTH_MM", [](Board& b, std::string_view v) { return take_number(v, 50, 2000, b.panel_width_mm); }},
        {"PANEL_HEIGHT_MM", [](Board& b, std::string_view v) { return take_number(v, 50, 2000, b.panel_height_mm); }},
        {"PANEL_WIDTH_PX", [](Board& b, std::string_view v) { return take_number(v, 640, 7680, b.panel_width_px); }},
        {"PANEL_HEIGHT_PX", [](Board& b, std::string_view v) { return take_number(v, 480, 7680, b.panel_height_px); }},
        {"TEXT_PERCENT", [](Board& b, std::string_view v) { return take_percent(v, b.text_percent); }},
        {"DEVELOPMENT", [](Board& b, std::string_view v) { return take_flag(v, b.development); }},
        {"LANGUAGE", [](Board& b, std::string_view v) { return take_language(v, b.language); }},
        {"PROTECTORS", [](Board& b, std::string_view v) { return take_protectors(v, b.protectors); }},
        {"CARD_MODULE", [](Board& b, std::string_view v) { return take_module(v, b.card_module); }},
        for_the_image("ARCH", {"amd64", "arm64"}),
        for_the_image("FIRMWARE", {"uefi", "raspberrypi", "none"}),
        for_the_kernel("KERNEL"),
        for_the_kernel("CONSOLE"),
        for_the_image("DATA_KEY", {"tpm2", "board", "none"}),
        for_the_image("RADIO", {"cyw43455", "none"}),
    }};
    return all;
}

/// One line into `board`; what is wrong with it, or nothing.
Complaint take_line(std::string_view line, Board& board, std::set<std::string_view>& seen)
{
    const auto equals = line.find('=');
    if (equals == std::string_view::npos) return "must be KEY=value";
    const std::string_view name = line.substr(0, equals);
    const std::string_view value = line.substr(equals + 1);
    const auto key = std::ranges::find(keys(), name, &Key::name);
    if (key == keys().end()) return "there is no key '" + std::string{name} + "'";
    if (!seen.insert(key->name).second) return std::string{name} + " stands there twice";
    if (!value.empty() && (value.front() == ' ' || value.back() == ' ' || value.back() == '\r'))
        return "no spaces around the value of " + std::string{name};
    Complaint complaint = key->take(board, value);
    if (!complaint.empty()) complaint.insert(0, std::string{name} + " ");
    return complaint;
}

/// What of its protectors doesn't fit the rest of the board.
Complaint unfit_protectors(const Board& board)
{
    const auto has = [&](std::string_view name) { return std::ranges::contains(board.protectors, name); };
    if (has("ontwikkelapparaat") && !board.development)
        return "a PIN that no token, TPM or card counts is for a board with DEVELOPMENT=yes only";
    if (has("kaart") && board.card_module.empty()) return "a card needs CARD_MODULE";
    return {};
}

/// Millimetres and pixels must describe square pixels, or every size on the screen is wrong in one direction.
bool square_pixels(const Board& board)
{
    const double across = board.px_per_mm();
    const double down = static_cast<double>(board.panel_height_px) / board.panel_height_mm;
    return std::abs(across - down) <= 0.05 * across;
}

} // namespace

core::Result<Board> parse_board(std::string_view text, const std::string& where)
{
    Board board;
    std::set<std::string_view> seen;
    int number = 0;
    while (!text.empty()) {
        const auto end = text.find('\n');
        const std::string_view line = text.substr(0, end);
        text = end == std::string_view::npos ? std::string_view{} : text.substr(end + 1);
        ++number;
        if (line.empty() || line.front() == '#') continue;
        if (const Complaint complaint = take_line(line, board, seen); !complaint.empty())
            return fail(Errc::rejected, where + ":" + std::to_string(number) + ": " + complaint);
    }
    for (const Key& key : keys())
        if (!seen.contains(key.name)) return fail(Errc::rejected, where + ": " + std::string{key.name} + " is missing");
    if (const Complaint complaint = unfit_protectors(board); !complaint.empty())
        return fail(Errc::rejected, where + ": " + complaint);
    if (!square_pixels(board)) return fail(Errc::rejected, where + ": the panel's millimetres and pixels don't fit");
    return board;
}

core::Result<Board> read_board(const std::filesystem::path& file)
{
    std::ifstream in{file, std::ios::binary};
    if (!in) return fail(Errc::not_found, "cannot read " + file.string());
    const std::string text{std::istreambuf_iterator<char>{in}, {}};
    return parse_board(text, file.string());
}

} // namespace casustafel::board
