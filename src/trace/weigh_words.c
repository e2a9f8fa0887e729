/* Weighing in words: what hypotheses and sums are called.  See the header. */
#include "trace/weigh.h"

static const struct {
	const char *name, *says;
} HYPOTHESES[HYP_N] = {
	[HYP_INDEPENDENT] = { "independent", "independent discovery" },
	[HYP_VENDOR] = { "vendor", "leak at the vendor" },
	[HYP_FINDER] = { "finder", "leak at the finder" },
	[HYP_PARTNER] = { "partner", "through a partner" },
	[HYP_CAPTURE] = { "capture", "captured in the wild" },
	[HYP_PATCH] = { "patch", "patch diffing" },
	[HYP_WRITEUP] = { "writeup", "public write-up" },
};

const char *
weigh_name(enum hypothesis h)
{
	return (HYPOTHESES[h].name);
}

const char *
weigh_says(enum hypothesis h)
{
	return (HYPOTHESES[h].says);
}

int
weigh_parse(enum hypothesis *h, struct str name)
{
	for (enum hypothesis i = 0; i < HYP_N; i++) {
		if (str_eq(name, str_of(HYPOTHESES[i].name))) {
			*h = i;
			return (0);
		}
	}
	return (-1);
}

int
weigh_number(struct str name, uint32_t *number)
{
	const struct str head = STR("partner:");
	uint64_t n;

	if (!str_starts(name, head) || str_u64(str_sub(name, head.n, name.n), &n) != 0 || n == 0 ||
	    n > UINT32_MAX)
		return (-1);
	*number = (uint32_t)n;
	return (0);
}

void
weigh_label(struct buf *b, const struct weigh_line *l)
{
	if (l->number != 0) {
		buf_printf(b, "through partner %u", l->number);
		return;
	}
	buf_cstr(b, weigh_says(l->hypothesis));
	if (l->hypothesis == HYP_PARTNER)
		buf_cstr(b, ", not known which");
}

void
weigh_sum(struct buf *b, const struct weigh_line *l, enum weigh_kind kind)
{
	bool excluded = false, any = false;
	double sum = 0;

	for (size_t i = 0; i < l->items; i++) {
		const struct weigh_item *v = &l->item[i];

		if (v->group != kind)
			continue;
		excluded |= v->excluded;
		any |= v->counted;
		sum += v->counted ? v->llr : 0;
	}
	if (excluded)
		buf_cstr(b, "excluded");
	else if (any)
		buf_printf(b, "%+.1f", sum);
}

bool
weigh_is_own(const struct weigh_line *l, const struct weigh_item *v)
{
	return (l->number == 0 || v->number != 0 || v->group == WEIGH_ACCESS);
}

const char *
weigh_uncounted(const struct weigh_line *l, const struct weigh_item *v)
{
	return (v->counted || v->llr == 0 ? ""
		: l->excluded             ? "not counted: it cannot be in time"
					  : "not counted: a stronger one of its kind is");
}

const char weigh_contradiction[] =
    ": what excludes it and what speaks for it contradict each other: a time is wrong, or the specimen is of another "
    "wave";
const char weigh_caution[] =
    "Time alone names no partner.  Whether a partner leaked on purpose, by carelessness or by a break-in, no "
    "evidence here tells.";
