/* The folds of all rooms, in the order in which their tables are made. */
#include "cli/rooms.h"

#include "census/census.h"
#include "desk/published.h"
#include "desk/template.h"
#include "hunt/hunt.h"
#include "know/know.h"
#include "store/event.h"
#include "store/stamp.h"

const struct fold_ops *const rooms_folds[] = {
	&event_fold,
	&stamp_fold,
	&stamp_authority_fold,
	&template_fold,
	&published_fold,
	&know_fold,
	&census_fold,
	&hunt_fold,
};
const size_t rooms_folds_n = sizeof(rooms_folds) / sizeof(rooms_folds[0]);
