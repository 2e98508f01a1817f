#pragma once

#include "support/temp_dir.h"
#include "tokens/tpm.h"

#include <memory>
#include <string>
#include <vector>

namespace casustafel::support {

/// A TPM 2.0 in software (swtpm), with a folder and a socket of its own.
class Swtpm {
public:
    Swtpm();
    Swtpm(const Swtpm&) = delete;
    Swtpm& operator=(const Swtpm&) = delete;
    ~Swtpm();
    tokens::OpenTpmBus bus() const;
    /// Off and on again.
    void restart();

private:
    void start();
    void stop();
    TempDir folder_;
    int id_ = 0;
};

/// All that went over a TPM's wire, both ways.
using Traffic = std::shared_ptr<std::vector<std::uint8_t>>;

/// A wire that is listened in on.
tokens::OpenTpmBus tapped(tokens::OpenTpmBus inner, Traffic into);

} // namespace casustafel::support
