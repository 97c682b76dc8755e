// SPDX-License-Identifier: Apache-2.0
// A study of the toy model, run to its end in a folder of its own.
#pragma once

#include "sim/run/executor.hpp"
#include "sim/study/identity.hpp"
#include "tests/sim/study/toy_study.hpp"

namespace peacenorm::toy {

struct FinishedStudy {
    Folder folder;
    std::filesystem::path result = folder / "result.nc";

    explicit FinishedStudy(const std::string& text, const std::vector<std::string>& sets = {}) {
        const study::Study study = load(text, sets);
        const study::Plan plan(study);
        record::ResultLayout layout = plan.layout();
        layout.attributes = study::provenance(study, "peacenorm run study.yaml");
        study::PartStore store(result, layout, study::identity_of(study));
        EXPECT_EQ(study::execute(plan, store, {}), study::Ending::finished);
        store.join();
    }
};

}  // namespace peacenorm::toy
