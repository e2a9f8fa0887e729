/* The folds of all rooms, in the order in which their tables are made. */
#include "cli/rooms.h"

#include "census/census.h"
#include "desk/published.h"
#include "desk/template.h"
#include "hunt/hunt.h"
#include "know/know.h"
#include "share/item.h"
#include "store/event.h"
#include "store/stamp.h"
#include "trace/alert.h"
#include "trace/trace.h"

const struct fold_ops *const rooms_folds[] = {
	&event_fold,
	&stamp_fold,
	&stamp_authority_fold,
	&template_fold,
	&published_fold,
	&know_fold,
	&census_fold,
	&hunt_fold,
	&alert_fold,
	&share_folds[0],
	&share_folds[1],
	&share_folds[2],
	&share_folds[3],
	&share_folds[4],
	&share_folds[5],
	&share_folds[6],
	&share_folds[7],
	&share_folds[8],
	&share_folds[9],
	&share_folds[10],
	&share_folds[11],
	&comparison_fold,
	&accusation_fold,
	&wave_fold,
	&evidence_fold,
};
const size_t rooms_folds_n = sizeof(rooms_folds) / sizeof(rooms_folds[0]);
