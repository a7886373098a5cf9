#include "team.h"

#include "template_run.h"

#include <bilan/base/error.h>
#include <bilan/store/warehouse.h>

/* What the members share. */
typedef struct {
    const BlComputation *computation;
    const GPtrArray *indicators;
    GHashTable *places; /* only read */
    gint next;          /* atomic: the next template to take */
    gint64 import;      /* number of the last import that the first member sees */
} Team;

typedef struct {
    Team *team;
    BlStore *store; /* its own connection; the computation's for the first member */
    BlFigures *figures;
    GError *error;
    GThread *thread;
} Member;

static gint64 last_import(BlStore *store, GError **err) {
    return bl_store_int(store, "SELECT MAX(no_import) FROM imports", NULL, 0, err);
}

static void take_templates(Member *member) {
    Team *team = member->team;
    for (;;) {
        guint index = (guint)g_atomic_int_add(&team->next, 1);
        if (index >= team->indicators->len || member->error != NULL)
            return;
        bl_template_run(team->computation, member->store,
                        g_ptr_array_index(team->indicators, index), team->places, member->figures,
                        &member->error);
    }
}

/* A connection of its own, that must see the same imports as the first. */
static gboolean join_team(Member *member) {
    const BlComputation *c = member->team->computation;
    g_autoptr(BlParams) params = bl_campaign_params(c->year, c->cutoff);
    member->store = bl_store_open(bl_store_name(c->store), BL_STORE_READ, &member->error);
    if (member->store == NULL || !bl_store_begin(member->store, &member->error))
        return FALSE;
    if (last_import(member->store, &member->error) != member->team->import && member->error == NULL)
        g_set_error(&member->error, BL_ERROR, BL_ERROR_STORE,
                    "%s : un import a eu lieu pendant le calcul ; relancez la commande",
                    bl_store_name(c->store));
    return member->error == NULL &&
           bl_warehouse_run_folder(member->store, c->root, "arrete", params, &member->error);
}

static gpointer work(gpointer data) {
    Member *member = data;
    if (join_team(member))
        take_templates(member);
    bl_store_close(member->store);
    return NULL;
}

static void merge(BlFigures *into, const BlFigures *from) {
    for (gsize i = 0; i < bl_figures_count(from); i++)
        bl_figures_add(into, bl_figures_at(from, i));
}

gboolean bl_team_run(const BlComputation *computation, const GPtrArray *indicators,
                     GHashTable *places, BlFigures *figures, GError **err) {
    Team team = {.computation = computation, .indicators = indicators, .places = places};
    team.import = last_import(computation->store, NULL);
    guint count = CLAMP(computation->jobs, 1, MAX(indicators->len, 1));
    if (g_str_equal(bl_store_name(computation->store), ":memory:"))
        count = 1; /* nobody else can see it */
    g_autofree Member *members = g_new0(Member, count);
    for (guint i = 0; i < count; i++) {
        members[i] = (Member){.team = &team, .figures = i == 0 ? figures : bl_figures_new()};
        if (i > 0)
            members[i].thread = g_thread_new("calcul", work, &members[i]);
    }
    members[0].store = computation->store;
    take_templates(&members[0]);
    gboolean done = TRUE;
    for (guint i = 0; i < count; i++) {
        if (i > 0) {
            g_thread_join(members[i].thread);
            merge(figures, members[i].figures);
            bl_figures_free(members[i].figures);
        }
        if (members[i].error != NULL && done)
            g_propagate_error(err, members[i].error);
        else if (members[i].error != NULL)
            g_error_free(members[i].error);
        done = done && members[i].error == NULL;
    }
    return done;
}
