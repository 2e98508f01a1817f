#include "bureau/bundle.h"

#include "bureau/gnutls_handles.h"
#include "seal/crypto.h"
#include "system/file.h"

#include <algorithm>
#include <map>

namespace casustafel::bureau {

using core::Errc;
using core::fail;
using core::Result;

namespace {

constexpr std::size_t size_bytes = 8;
constexpr std::size_t largest_signature = 64U << 10;

/// A whole number of bytes, the first the highest.
std::uint64_t big_endian(core::ByteView bytes)
{
    std::uint64_t number = 0;
    for (const std::uint8_t byte : bytes) number = number << 8U | byte;
    return number;
}

/// Hashes a file on the way and keeps its end.
struct Reading {
    seal::Sha256 digest;
    core::Bytes tail;
    std::uint64_t size = 0;

    void add(core::ByteView piece)
    {
        digest.add(piece);
        size += piece.size();
        tail.insert(tail.end(), piece.begin(), piece.end());
        constexpr std::size_t most = largest_signature + size_bytes;
        if (tail.size() > most) tail.erase(tail.begin(), tail.end() - static_cast<std::ptrdiff_t>(most));
    }
};

Result<std::string> manifest_in(const core::Bytes& tail)
{
    const auto no_bundle = [] { return fail(Errc::rejected, "it isn't an update bundle"); };
    if (tail.size() <= size_bytes) return no_bundle();
    const core::ByteView end = core::ByteView{tail}.last(size_bytes);
    const std::uint64_t size = big_endian(end);
    if (size == 0 || size > tail.size() - size_bytes) return no_bundle();
    const core::ByteView signature = core::ByteView{tail}.last(size + size_bytes).first(size);

    const Pkcs7 message = make<Pkcs7, gnutls_pkcs7_t>(gnutls_pkcs7_init);
    const gnutls_datum_t in = datum(signature);
    gnutls_datum_t out{};
    if (!message || gnutls_pkcs7_import(message.get(), &in, GNUTLS_X509_FMT_DER) < 0 ||
        gnutls_pkcs7_get_embedded_data(message.get(), 0, &out) < 0)
        return no_bundle();
    return take(out);
}

} // namespace

Result<BundleInfo> read_manifest(std::string_view manifest)
{
    std::map<std::string, std::string> values; // by section.key
    std::string section;
    while (!manifest.empty()) {
        const std::string_view line = manifest.substr(0, manifest.find('\n'));
        manifest.remove_prefix(std::min(line.size() + 1, manifest.size()));
        if (line.starts_with('[') && line.ends_with(']')) section = line.substr(1, line.size() - 2);
        if (const std::size_t sign = line.find('='); sign != std::string_view::npos)
            values[section + "." + std::string{line.substr(0, sign)}] = line.substr(sign + 1);
    }
    BundleInfo info;
    for (const auto& [name, field] : {std::pair{"update.compatible", &info.compatible},
                                      {"update.version", &info.version},
                                      {"meta.casustafel.channel", &info.channel}}) {
        *field = values[name];
        if (field->empty()) return fail(Errc::rejected, std::string{"its manifest has no "} + name);
    }
    return info;
}

Result<BundleInfo> read_bundle(const std::filesystem::path& file)
{
    Reading reading;
    if (const auto read = system::read_pieces(file,
                                              [&](core::ByteView piece) -> Result<> {
                                                  reading.add(piece);
                                                  return {};
                                              });
        !read)
        return std::unexpected(read.error());
    const auto manifest = manifest_in(reading.tail);
    if (!manifest) return fail(manifest.error().code, file.string() + ": " + manifest.error().detail);
    auto info = read_manifest(*manifest);
    if (!info) return fail(info.error().code, file.string() + ": " + info.error().detail);
    info->sha256_hex = core::to_hex(reading.digest.finish());
    info->size = reading.size;
    return info;
}

} // namespace casustafel::bureau
