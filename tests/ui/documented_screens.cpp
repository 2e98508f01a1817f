// Draws the pictures of a folder that its README.md names, small enough to be kept: casustafel_documented_screens
// FOLDER [REFERENCES]. A link to NAME.png stands for the scene NAME; in a row that also links to beside-REFERENCE.png
// that scene is put beside REFERENCES/REFERENCE.png; without a folder of references, beside the one that the picture
// shows already. What they were drawn from goes into FOLDER/drawn.list, which a test compares with the golden pictures.

#include "support/picture.h"
#include "ui/scenes.h"
#include "ui/technician_scenes.h"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <map>
#include <regex>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

namespace {

using namespace casustafel;
using test::Picture;

constexpr std::string_view beside_prefix = "beside-";

/// The scenes that a folder is to show, each with its reference or nothing.
std::map<std::string, std::string> read_wanted(const std::filesystem::path& folder)
{
    std::ifstream file{folder / "README.md"};
    if (!file) throw std::runtime_error{(folder / "README.md").string() + " can't be read"};
    std::map<std::string, std::string> wanted;
    const std::regex link{R"(\(([a-z0-9-]+)\.png\))"};
    for (std::string line; std::getline(file, line);) {
        std::string reference;
        std::vector<std::string> names;
        for (std::sregex_iterator found{line.begin(), line.end(), link}; found != std::sregex_iterator{}; ++found) {
            const std::string name = (*found)[1];
            if (name.starts_with(beside_prefix))
                reference = name.substr(beside_prefix.size());
            else
                names.push_back(name);
        }
        for (const std::string& name : names) {
            std::string& kept = wanted[name];
            if (!reference.empty()) kept = reference;
        }
    }
    return wanted;
}

Picture picture_of(const ui::OffscreenShell& shell)
{
    const auto pixels = shell.pixels();
    return {shell.metrics().width_px(), shell.metrics().height_px(), {pixels.begin(), pixels.end()}};
}

Picture drawn(const std::string& name)
{
    const std::vector<test::Scene> all = test::scenes();
    if (const auto scene = std::ranges::find(all, name, &test::Scene::name); scene != all.end()) {
        test::TableDriver table{scene->package()};
        scene->reach(table);
        return picture_of(scene->of == test::Scene::Of::room ? table.room() : table.shell());
    }
    const std::vector<test::TechnicianScene> technician = test::technician_scenes();
    const auto scene = std::ranges::find(technician, name, &test::TechnicianScene::name);
    if (scene == technician.end()) throw std::runtime_error{"there is no scene " + name};
    test::TechnicianDriver driver;
    scene->reach(driver);
    return picture_of(driver.shell());
}

void save(const std::filesystem::path& path, const Picture& picture)
{
    const auto saved = test::save_small_png(path.string(), picture);
    if (!saved) throw std::runtime_error{saved.error().detail};
}

/// What a scene is measured by, at half its size: from the folder of references, else from the picture that shows it
/// now.
Picture measure(const std::filesystem::path& references, const std::string& name, const std::filesystem::path& shown)
{
    const auto from = [](const std::filesystem::path& path) {
        auto picture = test::read_png(path.string());
        if (!picture) throw std::runtime_error{picture.error().detail};
        return std::move(*picture);
    };
    if (!references.empty()) return test::halved(from(references / (name + ".png")));
    return test::left_of(from(shown));
}

void draw_all(const std::filesystem::path& folder, const std::filesystem::path& references)
{
    std::ofstream list{folder / "drawn.list"};
    list << "# Which frame each picture shows. Written by 'toolchain/dev screens'.\n";
    for (const auto& [name, reference] : read_wanted(folder)) {
        const Picture picture = drawn(name);
        save(folder / (name + ".png"), picture);
        list << name << " " << test::digest_of(picture.pixels) << "\n";
        if (reference.empty()) continue;
        const std::filesystem::path shown = folder / (std::string{beside_prefix} + reference + ".png");
        save(shown, test::beside(measure(references, reference, shown), test::halved(picture)));
    }
}

} // namespace

int main(int count, char** arguments)
{
    if (count < 2 || count > 3) {
        std::cerr << "casustafel_documented_screens FOLDER [REFERENCES]\n";
        return 2;
    }
    try {
        draw_all(arguments[1], count == 3 ? arguments[2] : "");
    } catch (const std::exception& error) {
        std::cerr << error.what() << "\n";
        return 1;
    }
    return 0;
}
