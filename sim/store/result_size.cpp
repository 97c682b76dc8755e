// SPDX-License-Identifier: Apache-2.0
#include "sim/store/result_size.hpp"

#include <algorithm>
#include <numeric>

#include "sim/store/result_file.hpp"

namespace peacenorm::record {
namespace {

// Upper bounds of what HDF5 1.10 takes, measured on results of every kind (result_size_test).
constexpr std::uint64_t file_frame = 16 * 1024;     // superblock, root, its links, the seal
constexpr std::uint64_t variable_frame = 6 * 1024;  // object header with its attributes, links to dimensions
constexpr std::uint64_t chunk_frame = 128;          // checksum, entry in the index, what deflate adds to noise
constexpr std::uint64_t text_frame = 16 + 32;       // of a text: its address, and its head in the heap
constexpr std::uint64_t heap = 8 * 1024;            // texts are kept in collections of 4 KiB and more
constexpr std::uint64_t labels_looked_at = 4096;    // runs, spread over the study
constexpr std::uint64_t stride = 1'000'003;         // a prime: meets every level of every factor

/// Chunks are stored whole, the last one too.
std::uint64_t bytes_in_chunks(std::uint64_t runs, std::uint64_t runs_in_chunk, std::uint64_t bytes_a_run) {
    const std::uint64_t chunks = (runs + runs_in_chunk - 1) / runs_in_chunk;
    const std::uint64_t chunk = runs_in_chunk * bytes_a_run;
    return chunks * (chunk + chunk / 1000 + chunk_frame);
}

std::uint64_t bytes_of_texts(std::uint64_t count, std::uint64_t longest) {
    const std::uint64_t each = text_frame + longest;
    return heap + count * (each + each / 8);
}

/// The longest label that the runs looked at have.
std::uint64_t longest_label(const ResultLayout& layout) {
    std::size_t longest = 0;
    const std::uint64_t runs = layout.runs();
    for (std::uint64_t i = 0; i < std::min(runs, labels_looked_at); ++i) {
        const RunRow row = layout.row(i * stride % runs);
        longest = std::max(longest, row.arm.size());
        for (const std::string& text : row.text) longest = std::max(longest, text.size());
    }
    return longest;
}

/// Words that every outcome and series repeats: the names of the labels of runs.
std::uint64_t words_of(const ResultLayout& layout) {
    std::uint64_t words = 128;
    for (const DesignVariable& design : layout.design) words += design.name.size() + 1;
    return words;
}

std::uint64_t bytes_of_axes(const ResultLayout& layout) {
    std::uint64_t bytes = 0;
    for (const Axis& axis : layout.axes) {
        bytes += variable_frame + heap;
        for (const std::string& label : axis.labels) bytes += 2 * (text_frame + label.size());
    }
    return bytes;
}

}  // namespace

std::uint64_t largest_result(const ResultLayout& layout) {
    constexpr std::uint64_t rows = 4096, number = sizeof(double);
    const std::uint64_t runs = layout.runs(), in_chunk = std::max<std::uint64_t>(1, std::min(runs, rows));
    const std::uint64_t frame = variable_frame, labelled = frame + words_of(layout);
    const auto texts = static_cast<std::uint64_t>(1 + std::count_if(layout.design.begin(), layout.design.end(),
                                                                    [](const auto& design) { return design.is_text; }));
    const std::uint64_t numbers = 6 + layout.outcomes.size() + layout.design.size() + 1 - texts;
    const std::uint64_t repeated = words_of(layout) * (layout.outcomes.size() + 1);
    std::uint64_t bytes = file_frame + bytes_of_axes(layout) + repeated;
    for (const auto& [name, text] : layout.attributes) bytes += 2 * (text_frame + name.size() + text.size());
    bytes += numbers * (frame + bytes_in_chunks(runs, in_chunk, number));
    bytes += texts * (frame + bytes_of_texts(runs, longest_label(layout)));
    bytes += 4 * frame + 3 * number * layout.times.size();
    for (const SeriesVariable& series : layout.series) {
        const std::uint64_t values = layout.times.size() * cells_of(layout, series);
        bytes += labelled;
        if (values > 0) bytes += bytes_in_chunks(runs, runs_per_chunk(values, runs), number * values);
    }
    return bytes;
}

}  // namespace peacenorm::record
