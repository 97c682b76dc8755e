// SPDX-License-Identifier: Apache-2.0
// The command line over the toy model with a hypothesis: that an arm lowers the visits of an organisation.
#include "sim/cli/cli.hpp"
#include "tests/sim/study/toy_model.hpp"

namespace {

struct Judged : peacenorm::toy::Model {
    static const peacenorm::record::Claims& claims() {
        static const peacenorm::record::Claims instance = [] {
            peacenorm::record::Claims claims;
            claims.threshold = 0.2;  // visits a week
            claims.hypotheses = {{.id = "V", .name = "fewer visits", .outcome = {{"visits", ""}}}};
            return claims;
        }();
        return instance;
    }
};

}  // namespace

int main(int argc, char** argv) {
    static const peacenorm::study::AdaptedModel<Judged> model;
    return peacenorm::cli::main(argc, argv, {&model});
}
