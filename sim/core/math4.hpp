// SPDX-License-Identifier: Apache-2.0
// Elementary functions of four floats at once, with the same bits on every x86-64: SSE2, which all of them have.
#pragma once

#include <emmintrin.h>

namespace peacenorm::math {

__m128 exp(__m128 x);
__m128 log(__m128 x);

}  // namespace peacenorm::math
