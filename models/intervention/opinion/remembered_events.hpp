// SPDX-License-Identifier: Apache-2.0
// What one event adds to what its hearers hold against a judged organisation, or to its credit: failures to protect,
// protection, partiality and abuse.
#pragma once

#include <algorithm>

#include "models/intervention/civilians/memory.hpp"
#include "models/intervention/docs.hpp"
#include "sim/core/math.hpp"

namespace peacenorm::intervention::opinion {

struct RememberedEvents {
    double half_life = 52;
    double unranked = 0.5;
    double elsewhere = 0.6;
    double absolve = 0.5;
    double other = 0.55;
    double report = 0.3;
};

/// v = ln(1 + m): what m deaths weigh, suffered or averted. Units: deaths >= 0. Limits: no deaths weigh nothing; near 0
/// a death weighs 1. Source: assumed: a tenth death moves people less than the first, equally for harm and help.
inline double weight_of_deaths(double deaths) {
    return math::log1p(deaths);
}

/// pi: how far protection of a place is expected: 1 where the organisation stands, `elsewhere` (phi) in the rest of the
/// country, 0 after it left. Range: 0..1. Source: assumed: who is there is expected to protect, who left is not.
inline double expectation(const RememberedEvents& m, bool is_here, bool has_left) {
    if (has_left) return 0;
    return is_here ? 1 : m.elsewhere;
}

/// w: weight of one event in the judgement of a place, the same for failure and credit (neutral):
/// 1 - exp(-pi [r0 + (1 - r0) rank / 3]). Units: rank 0..3 of protection in the mandate in force. Range: 0..1 - 1/e.
/// Limits: 0 after it left; at r0 = 1 the mandate does not matter; at r0 = 0 one without protection in its mandate is
/// neither blamed nor thanked. Source: gippert_2016: output counts by what was promised; assumed: the form, and that
/// failure and credit weigh alike.
inline double protection_weight(const RememberedEvents& m, const civilians::Standing& o) {
    const double mandated = m.unranked + (1 - m.unranked) * o.protection_rank / 3;
    return -math::expm1(-expectation(m, o.is_here, o.has_left) * mandated);
}

/// Who was seen to answer an attack, in the eyes of one who judges an organisation.
enum class Answered { by_nobody, by_others, by_it };

/// A: how far an organisation is blamed for what it did not prevent. Range: 0..1. Limits: 1 if nobody was seen to
/// answer, 0 if it did, 1 - absolve if only others did. Source: diekmann_1985: many could have helped; assumed: that
/// another's help excuses in part, from not at all to wholly.
inline double blame(const RememberedEvents& m, Answered answered) {
    switch (answered) {
        case Answered::by_nobody:
            return 1;
        case Answered::by_others:
            return 1 - m.absolve;
        case Answered::by_it:
            break;
    }
    return 0;
}

/// An attack on civilians as one organisation is judged by it.
struct Attack {
    double deaths = 0;   ///< suffered
    double averted = 0;  ///< deaths that the answers averted: those without any answer less these, by the same draws
    Answered answered = Answered::by_nobody;
    double credit_by_association = 0;  ///< factor, 0..1, of the partner who answered and is nearest to it; else 0
};

/// Failure and credit of one attack before w: D takes v(deaths) A; C takes v(averted) for who answered, times the
/// factor for its partner. One answered late or in part gives both. Not zero-sum. Limits: nothing suffered, no failure;
/// nothing averted, no credit; a partner's credit never exceeds the doer's. Source: condra_shapiro_2012: harm and help
/// both move people; assumed: listeners do not know who was in reach.
inline civilians::Bearing bearing(const RememberedEvents& m, const Attack& a) {
    civilians::Bearing b;
    const double share = a.answered == Answered::by_it ? 1 : std::min(1.0, a.credit_by_association);
    b.failure = weight_of_deaths(a.deaths) * blame(m, a.answered);
    b.credit = weight_of_deaths(a.averted) * share;
    b.familiarity = b.failure + b.credit;  // as far as it judges: a tie that fades takes it along without a jump
    return b;
}

/// Harm to civilians as one organisation is judged by it: factor 1 where it did the harm itself (in a joint operation:
/// was drawn as its doer), a partner's association factor, 0 for all others. I takes v(deaths) times it.
/// Limits: a partner is never blamed more than the doer. Source: condra_shapiro_2012: who takes the blame; assumed: the
/// form of a failure, so that neither is favoured.
inline civilians::Bearing bearing_of_harm(double deaths, double factor) {
    civilians::Bearing b;
    b.partiality = weight_of_deaths(deaths) * std::min(1.0, factor);
    b.familiarity = b.partiality;
    return b;
}

/// A public report of abuse as its author is judged by it: credit of a part of one death averted.
/// Limits: `report` 0 leaves no credit. Source: assumed: whoever names the abuse is seen as fairer.
inline civilians::Bearing bearing_of_report(const RememberedEvents& m) {
    civilians::Bearing b;
    b.credit = b.familiarity = m.report * weight_of_deaths(1);
    b.is_own = true;
    return b;
}

/// A dated act that people saw as partial: it weighs what its file says, in those whom it reaches.
/// Units: `weight` as ln(1 + deaths). Source: assumed: words and deeds seen as partial weigh as harm does.
inline civilians::Bearing bearing_of_partial_act(double weight) {
    civilians::Bearing b;
    b.partiality = weight;
    b.familiarity = weight;
    return b;
}

/// How much of partiality and abuse one hearer takes: all if the victims are its own community, else `other`.
/// Range: 0..1. Limits: other = 1 makes no difference between communities. Source: lyall_blair_imai_2013: harm to one's
/// own weighs more; assumed: the victims' community stands for their kin.
inline double weight_of_victims(const RememberedEvents& m, bool own_community) {
    return own_community ? 1 : m.other;
}

/// What a week of an organisation's presence adds to familiarity: ln(1 + T). Units: T persons per 1,000 inhabitants.
/// Limits: nobody there adds nothing. Source: assumed: people come to know whom they see.
inline double familiarity_of_presence(double persons_per_1000) {
    return math::log1p(persons_per_1000);
}

}  // namespace peacenorm::intervention::opinion

namespace peacenorm::config {

template <>
struct Declaration<intervention::opinion::RememberedEvents> : intervention::Docs {
    using Owner = intervention::opinion::RememberedEvents;
    static constexpr std::string_view meaning = "What events leave in the memory of those who hear of them";
    static constexpr auto fields = std::make_tuple(
        field("half_life", &Owner::half_life,
              halved(Halved::twice,
                     number({"weeks", 0.1, 1e4, log_uniform(8, 104)}, "h: time in which half of each memory is gone",
                            "condra_shapiro_2012: reactions fade within weeks; assumed: from two months "
                            "to two years, as attitudes last longer"))),
        field("unranked", &Owner::unranked,
              number(share_with(uniform_between(0, 1)),
                     "r0: weight of protection in judging one whose mandate does not name it; 1 at the highest rank",
                     "assumed: from wholly by the mandate to not at all")),
        field("elsewhere", &Owner::elsewhere,
              number(share_with(uniform_between(0.2, 1)),
                     "phi: expectation of protection where it does not stand, relative to where it does",
                     "assumed: a fifth at least, as people expect help of one that is in the country")),
        field("absolve", &Owner::absolve,
              number(share_with(uniform_between(0, 1)),
                     "part of the blame for a failure that goes when others are seen to answer",
                     "assumed: from nothing to all, since nobody measured it")),
        field("other", &Owner::other,
              number(share_with(uniform_between(0.1, 1)),
                     "how much partiality and abuse against another community weigh; against one's own 1",
                     "lyall_blair_imai_2013: harm to one's own weighs more; assumed: the size, within a wide prior")),
        field("report", &Owner::report,
              number(share, "credit of a public report of abuse, as part of that of one death averted",
                     "assumed: words count, for less than deeds")));
};

}  // namespace peacenorm::config
