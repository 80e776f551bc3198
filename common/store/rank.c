/* rank - how well a post answers a search, as FTS5 function "relevance". */
#include "common/store/rank.h"

#include <math.h>
#include <stdlib.h>

#include "common/base/mem.h"

/* Columns of post_ft. */
enum { TITLE, BODY, FACET };

/* Usual values: more of the same counts less and less; long texts do. */
static const double saturation = 1.2, length_weight = 0.75;

/* What holds for a query; of each phrase, its weight and how often it is. */
struct rank {
	double mean_size; /* tokens of a post */
	int64_t posts;
	int phrases;
	double *frequency; /* in the post that is looked at */
	double weight[];   /* NAN: not looked up yet */
};

static void
rank_free(void *arg)
{
	struct rank *r = arg;

	free(r->frequency);
	free(r);
}

static int
rank_new(const Fts5ExtensionApi *api, Fts5Context *fts, struct rank **out)
{
	size_t phrases = (size_t)api->xPhraseCount(fts);
	sqlite3_int64 tokens = 0, posts = 0;
	int rc = api->xRowCount(fts, &posts);
	struct rank *r;

	if (rc == SQLITE_OK)
		rc = api->xColumnTotalSize(fts, -1, &tokens);
	if (rc != SQLITE_OK)
		return rc;
	r = mem_zalloc(sizeof *r + phrases * sizeof *r->weight);
	r->frequency = mem_zalloc((phrases + 1) * sizeof *r->frequency);
	r->phrases = (int)phrases;
	r->posts = posts;
	r->mean_size = posts && tokens ? (double)tokens / (double)posts : 1;
	for (size_t i = 0; i < phrases; i++)
		r->weight[i] = (double)NAN;
	*out = r;
	return api->xSetAuxdata(fts, r, rank_free);
}

/* Posts that have a phrase, and the last one seen. */
struct seen {
	int64_t posts;
	int64_t id;
};

static int
on_post(const Fts5ExtensionApi *api, Fts5Context *fts, void *arg)
{
	struct seen *s = arg;

	s->id = api->xRowid(fts);
	return ++s->posts < RANK_SEEN ? SQLITE_OK : SQLITE_DONE;
}

/* Ids have few gaps, and posts are walked by id: as before, so behind. */
static double
estimate(const struct rank *r, const struct seen *s)
{
	double all = (double)r->posts, some = (double)s->posts;

	if (s->posts < RANK_SEEN || s->id <= 0)
		return some;
	some *= all / (double)s->id;
	return some < (double)s->posts ? (double)s->posts :
	    some > all		       ? all :
					 some;
}

/* The rarer a phrase, the more it says. */
static int
look_up(const Fts5ExtensionApi *api, Fts5Context *fts, struct rank *r, int i)
{
	struct seen seen = { 0, 0 };
	double some;
	int rc = SQLITE_OK;

	r->weight[i] = 1;
	if (r->phrases == 1)
		return SQLITE_OK;
	rc = api->xQueryPhrase(fts, i, &seen, on_post);
	some = estimate(r, &seen);
	r->weight[i] = log(((double)r->posts - some + 0.5) / (some + 0.5));
	/* Below, a post would lose by a word that most have. */
	if (!(r->weight[i] > 1e-6))
		r->weight[i] = 1e-6;
	return rc;
}

static int
count_phrases(const Fts5ExtensionApi *api, Fts5Context *fts, struct rank *r)
{
	int matches, phrase, column, offset;
	int rc = api->xInstCount(fts, &matches);

	for (int i = 0; i < r->phrases; i++)
		r->frequency[i] = 0;
	for (int i = 0; rc == SQLITE_OK && i < matches; i++) {
		rc = api->xInst(fts, i, &phrase, &column, &offset);
		if (rc == SQLITE_OK && column != FACET)
			r->frequency[phrase] +=
			    column == TITLE ? RANK_TITLE : 1;
	}
	return rc;
}

static int
sum_up(
    const Fts5ExtensionApi *api, Fts5Context *fts, struct rank *r, double *out)
{
	int size = 0, rc = api->xColumnSize(fts, -1, &size);
	double length =
	    1 - length_weight + length_weight * (double)size / r->mean_size;

	*out = 0;
	for (int i = 0; rc == SQLITE_OK && i < r->phrases; i++) {
		double f = r->frequency[i];

		if (f == 0)
			continue;
		if (isnan(r->weight[i]))
			rc = look_up(api, fts, r, i);
		*out -= r->weight[i] * f * (saturation + 1) /
		    (f + saturation * length);
	}
	return rc;
}

static void
relevance(const Fts5ExtensionApi *api, Fts5Context *fts,
    sqlite3_context *result, int nargs, sqlite3_value **args)
{
	struct rank *r = api->xGetAuxdata(fts, 0);
	double score = 0;
	int rc = SQLITE_OK;

	(void)nargs;
	(void)args;
	if (r == NULL)
		rc = rank_new(api, fts, &r);
	if (rc == SQLITE_OK)
		rc = count_phrases(api, fts, r);
	if (rc == SQLITE_OK)
		rc = sum_up(api, fts, r, &score);
	if (rc == SQLITE_OK)
		sqlite3_result_double(result, score);
	else
		sqlite3_result_error_code(result, rc);
}

int
rank_register(fts5_api *api)
{
	return api->xCreateFunction(api, "relevance", NULL, relevance, NULL);
}
