// SPDX-License-Identifier: Apache-2.0
// The parameters of opinion, together as a file writes them.
#pragma once

#include "models/intervention/opinion/deviation.hpp"
#include "models/intervention/opinion/hearing_parameters.hpp"
#include "models/intervention/opinion/judgement.hpp"
#include "models/intervention/opinion/remembered_events.hpp"
#include "models/intervention/opinion/reproaches.hpp"
#include "models/intervention/opinion/survey.hpp"

namespace peacenorm::intervention::opinion {

/// Where opinion of an organisation starts from.
struct FirstOpinion {
    double level = 0;
    Named<double> regions;
};

struct Opinion {
    bool ledger = false;
    Named<FirstOpinion> of;
    Hearing hearing;
    RememberedEvents events;
    Judgement judgement;
    Deviation deviation;
    Answering answering;
    Named<Item> items;
    Reproaches reproaches;
};

}  // namespace peacenorm::intervention::opinion

namespace peacenorm::config {

template <>
struct Declaration<intervention::opinion::FirstOpinion> : intervention::Docs {
    using Owner = intervention::opinion::FirstOpinion;
    static constexpr std::string_view meaning = "Opinion of an organisation before anything is known of it";
    static constexpr auto fields = std::make_tuple(
        field("level", &Owner::level,
              number({"logits", -10, 10, normal(0, 1)}, "b: the same everywhere",
                     "assumed: even, within a factor of three in the odds either way; docs/theory.md#beliefs")),
        field("regions", &Owner::regions,
              number({"1", -5, 5, normal(0, 1)},
                     "by region, in units of opinion.judgement.region_spread; a region left out has 0",
                     "assumed: what is left unexplained, printed as such")));
};

template <>
struct Declaration<intervention::opinion::Opinion> : intervention::Docs {
    using Owner = intervention::opinion::Opinion;
    static constexpr std::string_view meaning = "How civilians hear, judge and speak";
    static constexpr auto fields = std::make_tuple(
        field("ledger", &Owner::ledger,
              stated("whether each change of judgements is split by cause, week by week, which takes time",
                     "assumed: off, since few ask and it takes time, and a trace has it anyway")),
        field("of", &Owner::of, stated("where opinion starts from, by organisation; left out: even", in_file)),
        field("hearing", &Owner::hearing, stated("how far news goes", "assumed: by place, border, media and kin")),
        field("events", &Owner::events,
              stated("what events leave in memory", "gippert_2016; condra_shapiro_2012; docs/theory.md#beliefs")),
        field("judgement", &Owner::judgement,
              stated("weights of the terms of a judgement", "gordon_young_2017; zaller_1992; whalan_2017")),
        field("deviation", &Owner::deviation, stated("how persons differ", "zaller_1992: answers change")),
        field("answering", &Owner::answering,
              stated("how people answer surveys", "zaller_1992; lyall_blair_imai_2013")),
        field("items", &Owner::items, stated("questions of instruments, by the name that waves use", in_file)),
        field("reproaches", &Owner::reproaches,
              stated("what the dissatisfied reproach", "mcfadden_1974: the conditional logit")));
};

}  // namespace peacenorm::config
