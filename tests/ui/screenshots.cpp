// Writes every scene as a PNG: casustafel_screens FOLDER [WIDTHxHEIGHT [PX_PER_MM [PERCENT [contrast]]]] [SCENE ...].
// With names only those scenes.

#include "ui/first_start_scenes.h"
#include "ui/scenes.h"
#include "ui/technician_scenes.h"

#include <algorithm>
#include <cctype>
#include <cstdlib>
#include <filesystem>
#include <iostream>
#include <string>
#include <vector>

namespace {

using casustafel::test::Scene;
using casustafel::test::TableDriver;
using namespace casustafel;

struct Album {
    std::filesystem::path folder;
    int width = 1920;
    int height = 1080;
    double px_per_mm = 5.58;
    ui::Preferences preferences;
    std::vector<std::string> only; ///< empty: every scene
};

/// False when it couldn't be written, or text is cut in it.
bool keep(const Album& album, const char* name, ui::OffscreenShell& shell)
{
    for (const std::string& text : shell.clipped()) std::cerr << name << ": does not fit: " << text << "\n";
    const auto saved = shell.save_png((album.folder / (std::string{name} + ".png")).string());
    if (!saved) std::cerr << saved.error().detail << "\n";
    return saved && shell.clipped().empty();
}

/// What a scene is about wins over what the album is made of.
ui::Preferences preferences_of(const Album& album, const ui::Preferences& scene)
{
    ui::Preferences both = scene;
    if (both.text_percent == 100) both.text_percent = album.preferences.text_percent;
    both.high_contrast = both.high_contrast || album.preferences.high_contrast;
    return both;
}

bool take(const Album& album, const Scene& scene)
{
    TableDriver table{scene.package(), album.width, album.height, album.px_per_mm};
    scene.reach(table);
    table.prefer(preferences_of(album, table.state().preferences));
    return keep(album, scene.name, scene.of == Scene::Of::room ? table.room() : table.shell());
}

bool take(const Album& album, const casustafel::test::FirstStartScene& scene)
{
    casustafel::test::FirstStartDriver driver{scene.pin, album.width, album.height, album.px_per_mm};
    scene.reach(driver);
    driver.prefer(album.preferences);
    return keep(album, scene.name, driver.shell());
}

bool take(const Album& album, const casustafel::test::TechnicianScene& scene)
{
    casustafel::test::TechnicianDriver driver{album.width, album.height, album.px_per_mm};
    scene.reach(driver);
    driver.prefer(album.preferences);
    return keep(album, scene.name, driver.shell());
}

/// Each of these that was asked for; how many failed.
template <class Scenes>
int take_all(const Album& album, const Scenes& scenes)
{
    int failures = 0;
    for (const auto& scene : scenes) {
        if (!album.only.empty() && std::ranges::find(album.only, scene.name) == album.only.end()) continue;
        try {
            failures += take(album, scene) ? 0 : 1;
        } catch (const std::exception& error) {
            std::cerr << scene.name << ": " << error.what() << "\n";
            ++failures;
        }
    }
    return failures;
}

Album album_of(std::vector<std::string> words)
{
    Album album;
    album.folder = words.front();
    std::size_t figures = 0;
    for (std::size_t n = 1; n < words.size(); ++n) {
        const std::string& word = words[n];
        if (word == "contrast")
            album.preferences.high_contrast = true;
        else if (std::isdigit(static_cast<unsigned char>(word.front())) == 0)
            album.only.push_back(word);
        else if (++figures == 1) {
            album.width = std::atoi(word.c_str());
            album.height = std::atoi(word.c_str() + word.find('x') + 1);
        } else if (figures == 2)
            album.px_per_mm = std::atof(word.c_str());
        else
            album.preferences.text_percent = std::atoi(word.c_str());
    }
    return album;
}

} // namespace

int main(int count, char** arguments)
{
    if (count < 2) {
        std::cerr << "casustafel_screens FOLDER [WIDTHxHEIGHT [PX_PER_MM [PERCENT [contrast]]]] [SCENE ...]\n";
        return 2;
    }
    const Album album = album_of({arguments + 1, arguments + count});
    std::filesystem::create_directories(album.folder);
    const int failures = take_all(album, casustafel::test::scenes()) +
                         take_all(album, casustafel::test::first_start_scenes()) +
                         take_all(album, casustafel::test::technician_scenes());
    return failures == 0 ? 0 : 1;
}
