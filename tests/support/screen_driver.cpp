#include "support/screen_driver.h"

#include "support/picture.h"

#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>

namespace casustafel::test {

namespace {

constexpr const char* golden_folder = CASUSTAFEL_GOLDEN_FOLDER;
constexpr const char* actual_folder = CASUSTAFEL_ACTUAL_FOLDER;

ui::OffscreenShell make_shell(ScreenDriver::Draw draw, const ui::Metrics& metrics)
{
    auto shell = ui::OffscreenShell::create(font_folder, metrics, [draw = std::move(draw)](ui::Frame& frame) {
        draw(frame);
        return frame.next();
    });
    if (!shell) {
        ADD_FAILURE() << shell.error().detail;
        std::abort();
    }
    return std::move(*shell);
}

std::string read_file(const std::filesystem::path& path)
{
    std::ifstream file{path, std::ios::binary};
    return {std::istreambuf_iterator<char>{file}, {}};
}

bool updating()
{
    const char* wish = std::getenv("CASUSTAFEL_UPDATE_GOLDEN");
    return wish != nullptr && std::string_view{wish} == "1";
}

} // namespace

ScreenDriver::ScreenDriver(Draw draw, int width_px, int height_px, double px_per_mm)
    : shell_{make_shell(std::move(draw), ui::Metrics{width_px, height_px, px_per_mm})}
{
    settle();
}

void ScreenDriver::settle()
{
    shell_.settle();
}

void ScreenDriver::tap(std::string_view name)
{
    if (!shell_.tap(name)) ADD_FAILURE() << "can't touch '" << name << "' on:\n" << golden();
}

void ScreenDriver::press(std::string_view name, std::int64_t finger)
{
    if (!shell_.press(name, finger)) ADD_FAILURE() << "can't touch '" << name << "' on:\n" << golden();
}

void ScreenDriver::release(std::int64_t finger)
{
    shell_.release(finger);
}

void ScreenDriver::drag(ui::Point from, ui::Point to)
{
    shell_.drag(from, to);
}

void ScreenDriver::type(std::string_view text)
{
    shell_.type(text);
}

void ScreenDriver::key(ui::Key key)
{
    shell_.key(key);
}

void ScreenDriver::advance(std::int64_t ms)
{
    shell_.advance(ms);
}

bool ScreenDriver::has(std::string_view name) const
{
    return shell_.find(name) != nullptr;
}

const ui::Target& ScreenDriver::target(std::string_view name) const
{
    static const ui::Target none;
    const ui::Target* found = shell_.find(name);
    if (found != nullptr) return *found;
    ADD_FAILURE() << "no target '" << name << "' on:\n" << golden();
    return none;
}

std::string ScreenDriver::golden() const
{
    return shell_.golden();
}

void expect_usable(const ui::OffscreenShell& shell)
{
    const std::vector<ui::Target>& targets = shell.targets();
    const int least = shell.metrics().mm(12.0);
    const ui::Rect screen{0, 0, shell.metrics().width(), shell.metrics().height()};
    for (std::size_t i = 0; i < targets.size(); ++i) {
        const ui::Target& t = targets[i];
        EXPECT_TRUE(t.full.w >= least && t.full.h >= least)
            << t.name << " is " << t.full.w << " by " << t.full.h << " units; 12 mm is " << least;
        EXPECT_TRUE(!t.scroller.empty() || screen.contains(t.full)) << t.name << " lies off the screen";
        for (std::size_t k = i + 1; k < targets.size(); ++k) {
            if (targets[k].layer != t.layer) continue;
            EXPECT_TRUE(ui::intersection(t.rect, targets[k].rect).empty())
                << t.name << " and " << targets[k].name << " overlap";
        }
    }
    for (const std::string& text : shell.clipped()) ADD_FAILURE() << "does not fit: " << text;
}

void expect_golden(const ui::OffscreenShell& shell, const std::string& name)
{
    const std::filesystem::path expected = std::filesystem::path{golden_folder} / (name + ".txt");
    const std::string actual = shell.golden() + "picture " + digest_of(shell.pixels()) + "\n";
    if (updating()) {
        std::ofstream{expected, std::ios::binary} << actual;
        return;
    }
    if (actual == read_file(expected)) return;
    // What was drawn stays beside the build, to look at.
    const std::filesystem::path folder = std::filesystem::path{actual_folder};
    std::filesystem::create_directories(folder);
    std::ofstream{folder / (name + ".txt"), std::ios::binary} << actual;
    const auto saved = shell.save_png((folder / (name + ".png")).string());
    EXPECT_TRUE(saved) << (saved ? "" : saved.error().detail);
    EXPECT_EQ(actual, read_file(expected)) << "drawn picture: " << (folder / (name + ".png")).string();
}

} // namespace casustafel::test
