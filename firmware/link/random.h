#pragma once

#include <cstddef>

#include <mbedtls/entropy.h>
#include <psa/crypto.h>

namespace casustafel::link {

/// Random bytes as mbedTLS's older functions want them (its own mbedtls_psa_get_random can't be linked from C++). The
/// first argument isn't used.
inline int random_bytes(void*, unsigned char* out, std::size_t size)
{
    return psa_generate_random(out, size) == PSA_SUCCESS ? 0 : MBEDTLS_ERR_ENTROPY_SOURCE_FAILED;
}

} // namespace casustafel::link
