#include "link/pkcs7.h"

#include <algorithm>
#include <array>
#include <optional>
#include <span>

#include <mbedtls/asn1.h>

namespace casustafel::link {
namespace {

using core::Errc;
using core::fail;
using core::Result;

constexpr std::size_t most_certificates = 8;
constexpr int set = MBEDTLS_ASN1_CONSTRUCTED | MBEDTLS_ASN1_SET;
constexpr int sequence = MBEDTLS_ASN1_CONSTRUCTED | MBEDTLS_ASN1_SEQUENCE;
constexpr int context_0 = MBEDTLS_ASN1_CONTEXT_SPECIFIC | MBEDTLS_ASN1_CONSTRUCTED | 0;
constexpr int context_1 = MBEDTLS_ASN1_CONTEXT_SPECIFIC | MBEDTLS_ASN1_CONSTRUCTED | 1;
constexpr std::array<std::uint8_t, 9> signed_data{0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x07, 0x02};

/// mbedTLS only reads, but wants to be given a pointer that could write.
using Span = std::span<std::uint8_t>;

/// Walks over the elements inside one constructed element.
class Elements {
public:
    explicit Elements(Span bytes) : left_{bytes} {}

    bool at_end() const { return left_.empty(); }
    bool next_is(int tag) const { return !left_.empty() && left_.front() == tag; }

    /// The content of the next element, which must have `tag`.
    std::optional<Span> take(int tag)
    {
        const auto whole = take_whole(tag);
        return whole ? std::optional{whole->subspan(whole->size() - content_size_)} : std::nullopt;
    }

    /// The next element with its tag and length.
    std::optional<Span> take_whole(int tag)
    {
        if (left_.empty()) return std::nullopt;
        unsigned char* at = left_.data();
        if (mbedtls_asn1_get_tag(&at, left_.data() + left_.size(), &content_size_, tag) != 0) return std::nullopt;
        const std::size_t size = static_cast<std::size_t>(at - left_.data()) + content_size_;
        const Span whole = left_.first(size);
        left_ = left_.subspan(size);
        return whole;
    }

    bool take_exactly(int tag, core::ByteView content)
    {
        const auto found = take(tag);
        return found && std::ranges::equal(*found, content);
    }

    /// Goes into the next element; an element without the tag gives nothing.
    std::optional<Elements> enter(int tag)
    {
        const auto content = take(tag);
        return content ? std::optional{Elements{*content}} : std::nullopt;
    }

private:
    Span left_;
    std::size_t content_size_ = 0;
};

/// The SignedData inside a ContentInfo that holds nothing else.
std::optional<Elements> signed_data_in(Span der)
{
    Elements outside{der};
    auto info = outside.enter(sequence);
    if (!info || !outside.at_end() || !info->take_exactly(MBEDTLS_ASN1_OID, signed_data)) return std::nullopt;
    auto wrapping = info->enter(context_0);
    if (!wrapping || !info->at_end()) return std::nullopt;
    auto content = wrapping->enter(sequence);
    return wrapping->at_end() ? content : std::nullopt;
}

/// Version 1, no digest algorithms, no content. The type of the content that isn't there should be 'data', but GnuTLS
/// names another one, and it says nothing.
bool skip_empty_content(Elements& content)
{
    constexpr std::array<std::uint8_t, 1> version{1};
    if (!content.take_exactly(MBEDTLS_ASN1_INTEGER, version) || !content.take_exactly(set, {})) return false;
    auto inner = content.enter(sequence);
    return inner && inner->take(MBEDTLS_ASN1_OID) && inner->at_end();
}

} // namespace

Result<std::vector<core::Bytes>> certificates_in(core::ByteView pkcs7_der)
{
    core::Bytes message{pkcs7_der.begin(), pkcs7_der.end()};
    auto content = signed_data_in(message);
    if (!content) return fail(Errc::corrupt, "PKCS#7: not one SignedData");
    if (!skip_empty_content(*content)) return fail(Errc::corrupt, "PKCS#7: not certs-only");

    auto list = content->enter(context_0);
    if (!list) return fail(Errc::corrupt, "PKCS#7: no certificates");
    std::vector<core::Bytes> certificates;
    while (!list->at_end()) {
        const auto certificate = list->take_whole(sequence);
        if (!certificate || certificates.size() == most_certificates)
            return fail(Errc::corrupt, "PKCS#7: not a list of certificates");
        certificates.emplace_back(certificate->begin(), certificate->end());
    }
    // OpenSSL writes the list of CRLs also when it is empty.
    const bool crls = content->next_is(context_1) && !content->take_exactly(context_1, {});
    if (crls || !content->take_exactly(set, {}) || !content->at_end())
        return fail(Errc::corrupt, "PKCS#7: CRLs or signers");
    if (certificates.empty()) return fail(Errc::corrupt, "PKCS#7: no certificates");
    return certificates;
}

} // namespace casustafel::link
