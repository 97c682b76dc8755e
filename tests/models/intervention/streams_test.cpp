// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include "models/catalogue.hpp"
#include "sim/random/calibration_stream.hpp"
#include "sim/random/registry.hpp"

namespace peacenorm {
namespace {

TEST(Streams, AreUniqueOverTheEngineAndAllModels) {
    std::vector<random::Stream> all{random::streams::prior_draw, random::streams::design, random::streams::calibration};
    for (const study::Model* model : models::catalogue())
        all.insert(all.end(), model->streams().begin(), model->streams().end());
    EXPECT_GE(all.size(), 10u);
    EXPECT_TRUE(random::duplicated(all).empty());
}

}  // namespace
}  // namespace peacenorm
