// SPDX-License-Identifier: Apache-2.0
// Writes the small study, sealed as every result is, for readers that are not ours. Usage: write_small_result FILE
#include "sim/store/digest.hpp"
#include "sim/store/result_file.hpp"
#include "tests/sim/store/small_study.hpp"

int main(int argc, char** argv) {
    using namespace peacenorm::record;
    if (argc != 2) return 2;
    const ResultLayout layout = testing::small_layout();
    BundleSource source(layout, testing::all_bundles(layout, testing::Fail::bundle_5));
    h5::File file = h5::File::create(argv[1]);
    write_result(file, layout, layout.attributes, source);
    file.close();
    seal(argv[1]);
}
