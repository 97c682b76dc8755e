// SPDX-License-Identifier: Apache-2.0
// Communities: who is whose kin.
#pragma once

#include "models/intervention/docs.hpp"

namespace peacenorm::intervention {

struct Community {};

}  // namespace peacenorm::intervention

namespace peacenorm::config {

template <>
struct Declaration<intervention::Community> : intervention::Docs {
    static constexpr std::array retired{
        Retired{"protect", "opinion.judgement.credit and failure"}, Retired{"fight", "opinion.judgement"},
        Retired{"be_impartial", "opinion.judgement.partiality"}, Retired{"leave", "opinion.of.X.level"}};
    static constexpr std::string_view meaning = "A community: news of harm to one's own weighs more";
    static constexpr auto fields = std::make_tuple();
};

}  // namespace peacenorm::config
