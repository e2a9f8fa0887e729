/* The folds of all rooms, as case_open wants them. */
#ifndef CLI_ROOMS_H
#define CLI_ROOMS_H

#include "store/case.h"

extern const struct fold_ops *const rooms_folds[];
extern const size_t rooms_folds_n;

#endif
