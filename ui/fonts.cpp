#include "ui/fonts.h"

#include <ft2build.h>
#include FT_FREETYPE_H
#include FT_ADVANCES_H
#include <imgui.h>
#include <imgui_freetype.h>

#include <cmath>
#include <fstream>
#include <iterator>
#include <map>
#include <memory>
#include <vector>

namespace casustafel::ui {

namespace {

// Latin with the letters of European names, dashes and quotes, the euro and the arrows and marks that Inter has.
constexpr ImWchar text_ranges[] = {0x20,   0x17F,  0x218,  0x21B,  0x2010, 0x2027, 0x2030, 0x203A,
                                   0x20AC, 0x20AC, 0x2190, 0x2193, 0x2713, 0x2713, 0};
constexpr ImWchar clock_ranges[] = {0x20, 0x7E, 0};

const char* file_of(Font font)
{
    switch (font) {
    case Font::small:
    case Font::body:
    case Font::day:
        return "Inter-Regular.otf";
    case Font::small_strong:
        return "Inter-SemiBold.otf";
    case Font::tag:
    case Font::strong:
    case Font::subheading:
    case Font::heading:
    case Font::lead:
    case Font::title:
    case Font::clock:
        return "Inter-Bold.otf";
    }
    return "Inter-Regular.otf";
}

struct FaceFree {
    void operator()(FT_Face face) const { FT_Done_Face(face); }
};
struct LibraryFree {
    void operator()(FT_Library library) const { FT_Done_FreeType(library); }
};
using Face = std::unique_ptr<FT_FaceRec_, FaceFree>;
using Library = std::unique_ptr<FT_LibraryRec_, LibraryFree>;

/// A font file in memory and its face, to ask for measures.
struct Source {
    std::vector<char> bytes;
    Face face;
};

core::Result<Source> open_source(FT_Library library, const std::string& path)
{
    std::ifstream file{path, std::ios::binary};
    if (!file) return core::fail(core::Errc::not_found, "font " + path);
    Source source;
    source.bytes.assign(std::istreambuf_iterator<char>{file}, {});
    FT_Face face = nullptr;
    const auto* data = reinterpret_cast<const FT_Byte*>(source.bytes.data());
    if (FT_New_Memory_Face(library, data, static_cast<FT_Long>(source.bytes.size()), 0, &face) != 0)
        return core::fail(core::Errc::corrupt, "font " + path);
    source.face.reset(face);
    return source;
}

// ImGui's font size is the height from ascender to descender; a design gives the em. Rounded up to 1/64 pixel, the unit
// in which FreeType is asked for it.
float height_for_em(FT_Face face, int em_px)
{
    const int height = face->ascender - face->descender;
    const int sixty_fourths = (em_px * height * 64 + face->units_per_EM - 1) / face->units_per_EM;
    return static_cast<float>(sixty_fourths) / 64.0F;
}

// ImGui rounds each advance up to a whole pixel, which makes text some percents too wide.
void restore_advances(ImFont& font, FT_Face face, int em_px)
{
    for (ImFontGlyph& glyph : font.Glyphs) {
        const FT_UInt index = FT_Get_Char_Index(face, glyph.Codepoint);
        FT_Fixed advance = 0;
        if (index == 0 || FT_Get_Advance(face, index, FT_LOAD_NO_SCALE, &advance) != 0) continue;
        const long sixty_fourths = (advance * em_px * 64 + face->units_per_EM / 2) / face->units_per_EM;
        glyph.AdvanceX = static_cast<float>(sixty_fourths) / 64.0F;
        const auto at = static_cast<int>(glyph.Codepoint);
        if (at < font.IndexAdvanceX.Size) font.IndexAdvanceX[at] = glyph.AdvanceX;
    }
}

} // namespace

core::Result<FontSet> build_fonts(const std::string& font_folder, const Metrics& metrics, ImFontAtlas& atlas)
{
    FT_Library raw = nullptr;
    if (FT_Init_FreeType(&raw) != 0) return core::fail(core::Errc::corrupt, "FreeType does not start");
    const Library library{raw};
    std::map<std::string, Source> sources;
    FontSet fonts{};
    atlas.FontBuilderIO = ImGuiFreeType::GetBuilderForFreeType();
    atlas.TexDesiredWidth = 1024;
    for (int i = 0; i < font_count; ++i) {
        const auto font = static_cast<Font>(i);
        const std::string file = file_of(font);
        if (!sources.contains(file)) {
            auto source = open_source(library.get(), font_folder + "/" + file);
            if (!source) return std::unexpected(source.error());
            sources.emplace(file, std::move(*source));
        }
        Source& source = sources.at(file);
        ImFontConfig config;
        config.FontDataOwnedByAtlas = false;
        config.FontBuilderFlags = ImGuiFreeTypeBuilderFlags_LightHinting;
        config.OversampleH = 1;
        const ImWchar* ranges = font == Font::clock || font == Font::day ? clock_ranges : text_ranges;
        const float height = height_for_em(source.face.get(), metrics.em_px(font));
        fonts[static_cast<std::size_t>(i)] = atlas.AddFontFromMemoryTTF(
            source.bytes.data(), static_cast<int>(source.bytes.size()), height, &config, ranges);
    }
    if (!atlas.Build()) return core::fail(core::Errc::corrupt, "fonts in " + font_folder + " can't be drawn");
    for (int i = 0; i < font_count; ++i) {
        const auto font = static_cast<Font>(i);
        restore_advances(*fonts[static_cast<std::size_t>(i)], sources.at(file_of(font)).face.get(),
                         metrics.em_px(font));
    }
    return fonts;
}

} // namespace casustafel::ui
