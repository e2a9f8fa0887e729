/* OABGenerator logs from anyone. */
#include "log_twice.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	return (log_twice(LOG_OAB, data, size));
}
