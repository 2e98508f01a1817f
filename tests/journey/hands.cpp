#include "journey/hands.h"

#include "firmware/resources.h"

#include <cctype>
#include <format>
#include <stdexcept>

namespace casustafel::journey {

namespace {

using namespace std::chrono_literals;

constexpr auto patience = 30s;

template <class T>
T must(core::Result<T> result)
{
    if (!result) throw std::runtime_error(result.error().detail);
    return std::move(*result);
}

} // namespace

Hands::Hands(const std::filesystem::path& data, const board::Board& board, device::Log log,
             const std::filesystem::path& stick, Faked faked)
    : appliance_{must(
          device::Appliance::open({data, board, std::move(log), stick, std::move(faked.clock), std::move(faked.vfs)}))},
      table_{std::make_unique<device::Table>(*appliance_)}
{
    const ui::Metrics metrics{board.panel_width_px, board.panel_height_px, board.px_per_mm(), board.text_percent};
    shell_ = std::make_unique<ui::OffscreenShell>(must(ui::OffscreenShell::create(
        device::font_folder, metrics, [this](ui::Frame& frame) { return table_->frame(frame); })));
    appliance_->start([this] {
        {
            const std::lock_guard lock{mutex_};
            ++news_;
        }
        woken_.notify_one();
    });
    shell_->settle();
}

Hands::~Hands() = default;

bool Hands::wait_for_news(std::chrono::steady_clock::time_point deadline)
{
    std::unique_lock lock{mutex_};
    const bool came = woken_.wait_until(lock, deadline, [this] { return news_ != seen_; });
    seen_ = news_;
    return came;
}

void Hands::wait_until_true(std::string_view what, const std::function<bool()>& reached)
{
    const auto deadline = std::chrono::steady_clock::now() + patience;
    shell_->settle();
    while (!reached()) {
        const bool came = wait_for_news(deadline);
        shell_->settle();
        if (!came && !reached())
            throw std::runtime_error(std::format("waited too long for {}; the screen:\n{}", what, golden()));
    }
}

void Hands::wait_until(std::string_view what, const std::function<bool(const ui::Snapshot&)>& reached)
{
    wait_until_true(what, [&] { return reached(snapshot()); });
}

void Hands::wait_for(std::string_view target)
{
    wait_until_true(target, [&] { return has(target); });
}

Hands& Hands::tap(std::string_view target)
{
    if (!shell_->tap(target)) throw std::runtime_error(std::format("can't touch '{}' on:\n{}", target, golden()));
    wait_until_true(std::format("the answer to '{}'", target), [this] { return state().pending.empty(); });
    after_touch_();
    return *this;
}

Hands& Hands::digits(std::string_view pad, std::string_view code)
{
    for (const char digit : code) tap(std::format("{}/{}", pad, digit));
    return *this;
}

Hands& Hands::type(std::string_view field, std::string_view text)
{
    tap(field);
    for (const char letter : text) {
        const auto code = static_cast<unsigned char>(letter);
        if (letter == ' ') {
            tap("key/spatie");
            continue;
        }
        if ((std::isupper(code) != 0) != shell_->interaction().keyboard.shift) tap("key/shift");
        tap(std::format("key/{}", static_cast<char>(std::tolower(code))));
    }
    return tap("key/klaar");
}

Hands& Hands::write(std::string_view field, std::string_view text)
{
    tap(field);
    shell_->type(text);
    shell_->settle();
    return has("key/klaar") ? tap("key/klaar") : *this;
}

Hands& Hands::sign(std::string_view box)
{
    const ui::Target* target = shell_->find(box);
    if (!target) throw std::runtime_error(std::format("no '{}' on:\n{}", box, golden()));
    const ui::Rect rect = target->rect;
    const ui::Point middle{rect.x + rect.w / 2, rect.y + rect.h * 2 / 3};
    shell_->drag({rect.x + rect.w / 4, rect.y + rect.h / 3}, middle);
    shell_->drag(middle, {rect.x + rect.w * 3 / 4, rect.y + rect.h / 4});
    shell_->settle();
    return *this;
}

void Hands::let_pass(std::chrono::milliseconds time)
{
    shell_->advance(time.count());
}

void Hands::save_picture(const std::filesystem::path& path) const
{
    if (const auto saved = shell_->save_png(path.string()); !saved) throw std::runtime_error(saved.error().detail);
}

} // namespace casustafel::journey
