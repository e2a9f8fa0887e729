/* CSAF documents from anyone: see fuzz/fuzz_know.h for what must hold. */
#include "fuzz_know.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	return (fuzz_know(data, size));
}
