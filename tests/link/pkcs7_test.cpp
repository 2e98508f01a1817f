#include "link/pkcs7.h"

#include "support/certificates.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace casustafel::link {
namespace {

using core::Errc;

/// The DER of a PEM text with one certificate.
core::Bytes der_of(const std::string& pem)
{
    const std::string_view begin = "-----BEGIN CERTIFICATE-----";
    const std::size_t from = pem.find(begin) + begin.size();
    return test::from_base64(std::string_view{pem}.substr(from, pem.find("-----END") - from));
}

TEST(CertsOnly, gives_the_certificates)
{
    const test::CertificateAuthority one{"Een"};
    const test::CertificateAuthority two{"Twee"};
    const auto single = certificates_in(test::certs_only({one.pem()}));
    ASSERT_TRUE(single) << single.error().detail;
    EXPECT_THAT(*single, testing::ElementsAre(der_of(one.pem())));

    const auto both = certificates_in(test::certs_only({one.pem(), two.pem()}));
    ASSERT_TRUE(both) << both.error().detail;
    EXPECT_THAT(*both, testing::UnorderedElementsAre(der_of(one.pem()), der_of(two.pem())));
}

TEST(CertsOnly, is_refused_at_every_cut_and_with_anything_behind_it)
{
    const test::CertificateAuthority ca{"Een"};
    const core::Bytes whole = test::certs_only({ca.pem()});
    for (std::size_t size = 0; size < whole.size(); ++size)
        EXPECT_FALSE(certificates_in(core::ByteView{whole}.first(size))) << size;
    core::Bytes longer = whole;
    longer.push_back(0);
    EXPECT_FALSE(certificates_in(longer));
}

/// SignedData around `parts`, each given as whole elements; sizes below 128.
core::Bytes message(const std::vector<core::Bytes>& parts)
{
    const auto wrap = [](std::uint8_t tag, core::Bytes content) {
        content.insert(content.begin(), {tag, static_cast<std::uint8_t>(content.size())});
        return content;
    };
    core::Bytes content;
    for (const core::Bytes& part : parts) content.insert(content.end(), part.begin(), part.end());
    core::Bytes info{0x06, 0x09, 0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x07, 0x02};
    const core::Bytes wrapped = wrap(0xa0, wrap(0x30, content));
    info.insert(info.end(), wrapped.begin(), wrapped.end());
    return wrap(0x30, info);
}

TEST(CertsOnly, is_nothing_else_than_certificates)
{
    const core::Bytes version{0x02, 0x01, 0x01};
    const core::Bytes no_digests{0x31, 0x00};
    const core::Bytes no_content{0x30, 0x0b, 0x06, 0x09, 0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x07, 0x01};
    const core::Bytes certificates{0xa0, 0x02, 0x30, 0x00}; // an empty sequence: reading it is for others
    const core::Bytes no_crls{0xa1, 0x00};
    const core::Bytes no_signers{0x31, 0x00};
    ASSERT_TRUE(certificates_in(message({version, no_digests, no_content, certificates, no_signers})));
    ASSERT_TRUE(certificates_in(message({version, no_digests, no_content, certificates, no_crls, no_signers})));

    const auto refused = [](const std::vector<core::Bytes>& parts) {
        const auto found = certificates_in(message(parts));
        return !found && found.error().code == Errc::corrupt;
    };
    EXPECT_TRUE(refused({{0x02, 0x01, 0x03}, no_digests, no_content, certificates, no_signers}));
    EXPECT_TRUE(refused({version, {0x31, 0x02, 0x30, 0x00}, no_content, certificates, no_signers}));
    core::Bytes with_content = no_content;
    with_content[1] = 0x0f;
    with_content.insert(with_content.end(), {0xa0, 0x02, 0x04, 0x00});
    EXPECT_TRUE(refused({version, no_digests, with_content, certificates, no_signers}));
    EXPECT_TRUE(refused({version, no_digests, no_content, no_signers}));
    EXPECT_TRUE(refused({version, no_digests, no_content, {0xa0, 0x00}, no_signers}));
    EXPECT_TRUE(refused({version, no_digests, no_content, {0xa0, 0x02, 0x31, 0x00}, no_signers}));
    EXPECT_TRUE(refused({version, no_digests, no_content, certificates, {0xa1, 0x02, 0x30, 0x00}, no_signers}));
    EXPECT_TRUE(refused({version, no_digests, no_content, certificates, {0x31, 0x02, 0x30, 0x00}}));
    EXPECT_TRUE(refused({version, no_digests, no_content, certificates}));
    EXPECT_TRUE(refused({version, no_digests, no_content, certificates, no_signers, no_signers}));
    core::Bytes nine{0xa0, 18};
    for (int i = 0; i < 9; ++i) nine.insert(nine.end(), {0x30, 0x00});
    EXPECT_TRUE(refused({version, no_digests, no_content, nine, no_signers}));
}

} // namespace
} // namespace casustafel::link
