#include "ui/monkey.h"

#include <algorithm>
#include <array>
#include <vector>

namespace casustafel::test {

ui::Point MonkeyHand::any_place(const ui::OffscreenShell& shell)
{
    return {any(shell.metrics().width()), any(shell.metrics().height())};
}

void MonkeyHand::tap_something(ui::OffscreenShell& shell, const Dull& dull)
{
    if (one_in(5))
        tap_any_place(shell);
    else
        tap_any_target(shell, dull);
}

void MonkeyHand::press_any_key(ui::OffscreenShell& shell)
{
    constexpr std::array keys{ui::Key::tab,   ui::Key::back_tab, ui::Key::enter, ui::Key::escape,    ui::Key::down,
                              ui::Key::right, ui::Key::erase,    ui::Key::home,  ui::Key::select_all};
    shell.key(keys.at(static_cast<std::size_t>(any(static_cast<int>(keys.size())))));
}

void MonkeyHand::tap_any_place(ui::OffscreenShell& shell)
{
    const ui::Metrics& metrics = shell.metrics();
    const ui::Point at = any_place(shell);
    const int finger = any(2);
    const std::int64_t now = shell.now_ms();
    const auto touch = [&](ui::PointerEvent::Phase phase, std::int64_t later) {
        shell.push(ui::PointerEvent{finger, phase, metrics.px(at.x), metrics.px(at.y), now + later});
        shell.settle();
    };
    touch(ui::PointerEvent::Phase::down, 0);
    touch(one_in(20) ? ui::PointerEvent::Phase::cancel : ui::PointerEvent::Phase::up, 60);
}

void MonkeyHand::tap_any_target(ui::OffscreenShell& shell, const Dull& dull)
{
    int top = 0;
    for (const ui::Target& target : shell.targets()) top = std::max(top, target.layer);
    std::vector<const ui::Target*> targets;
    for (const ui::Target& target : shell.targets())
        if (target.layer == top && target.enabled && (!dull(target) || one_in(10))) targets.push_back(&target);
    if (targets.empty()) return tap_any_place(shell);
    const ui::Target chosen = *targets[static_cast<std::size_t>(any(static_cast<int>(targets.size())))];
    const ui::Rect& box = chosen.rect;
    if (chosen.role == ui::Role::drawing)
        shell.drag({box.x + box.w / 4, box.y + box.h / 3}, {box.x + 3 * box.w / 4, box.y + 2 * box.h / 3});
    else
        shell.tap(chosen.name);
}

} // namespace casustafel::test
