#pragma once

#include "seal/forger.h"

#include <gtest/gtest.h>

namespace casustafel::seal {

/// Each test spoils one thing of an envelope that would be opened.
class JweRefusal : public ::testing::Test {
protected:
    std::string judge_text(std::string_view jwe) const
    {
        return refusal(open(jwe, MessageType::minutes, parties.operational, trusted));
    }
    std::string judge(const nlohmann::json& jwe) const { return judge_text(jwe.dump()); }
    std::string judge(const Forgery& forgery) const { return judge(forge_jwe(forgery)); }
    /// The sentence for an envelope that is encrypted rightly under another protected header.
    std::string judge_header(const std::string& header) const
    {
        Forgery forgery = good_minutes(parties);
        forgery.header = header;
        return judge(forgery);
    }
    /// The protected header with another or a further member.
    std::string judge_header(const char* name, const nlohmann::json& value) const
    {
        nlohmann::json header = nlohmann::json::parse(good_minutes(parties).header);
        header[name] = value;
        return judge_header(header.dump());
    }
    std::string judge_without_header(const char* name) const
    {
        nlohmann::json header = nlohmann::json::parse(good_minutes(parties).header);
        header.erase(name);
        return judge_header(header.dump());
    }
    /// The sentence for another ephemeral key of the first recipient, whose envelope the test opens.
    std::string judge_epk(const nlohmann::json& other) const
    {
        nlohmann::json jwe = good;
        jwe["recipients"][0]["header"]["epk"] = other;
        return judge(jwe);
    }

    const Parties parties;
    const std::vector<Signer> trusted = parties.device_signers();
    const nlohmann::json good = forge_jwe(good_minutes(parties));
    const nlohmann::json epk = good["recipients"][0]["header"]["epk"];
};

} // namespace casustafel::seal
