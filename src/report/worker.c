#include "worker.h"

#include "render.h"

#include <bilan/base/error.h>
#include <bilan/base/file.h>
#include <errno.h>
#include <poll.h>
#include <stdio.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#define WORKERS_MAX 256

typedef struct {
    pid_t pid;
    int fd;          /* read end; -1 when closed */
    GString *buffer; /* an unfinished line */
} Worker;

BlOutcome *bl_outcome_new(const BlTask *task, const char *file, const char *sha256, guint64 bytes,
                          const char *failure) {
    BlOutcome *outcome = g_new0(BlOutcome, 1);
    outcome->level = g_strdup(bl_level_name(task->place->level));
    outcome->code = g_strdup(task->place->code);
    outcome->label = g_strdup(task->place->label);
    outcome->report = g_strdup(task->report->code);
    outcome->file = g_strdup(file);
    outcome->sha256 = g_strdup(sha256);
    outcome->bytes = bytes;
    outcome->failure = g_strdup(failure);
    return outcome;
}

void bl_outcome_free(gpointer data) {
    BlOutcome *outcome = data;
    g_free(outcome->level);
    g_free(outcome->code);
    g_free(outcome->label);
    g_free(outcome->report);
    g_free(outcome->file);
    g_free(outcome->sha256);
    g_free(outcome->failure);
    g_free(outcome);
}

/* Lines to the parent: « F no sha256 octets fichier », « E no message », « D no » when a task is
 * done. */
static void tell(int fd, const char *line) {
    gsize length = strlen(line), sent = 0;
    while (sent < length) {
        ssize_t written = write(fd, line + sent, length - sent);
        if (written < 0 && errno != EINTR)
            _exit(1); /* the parent is gone */
        if (written > 0)
            sent += (gsize)written;
    }
}

static void tell_failure(int fd, guint index, const GError *error) {
    g_autofree char *flat = g_strdelimit(g_strdup(error->message), "\n", ' ');
    g_autofree char *line = g_strdup_printf("E %u %s\n", index, flat);
    tell(fd, line);
}

static void run_task(const BlCampaign *campaign, const BlTask *task, guint index, int fd) {
    g_autoptr(GPtrArray) files = g_ptr_array_new_with_free_func(g_free);
    g_autoptr(GError) error = NULL;
    if (!bl_render_recipient(campaign, task->report, task->place, files, &error)) {
        tell_failure(fd, index, error);
    }
    for (guint i = 0; i < files->len; i++) {
        const char *name = g_ptr_array_index(files, i);
        g_autofree char *path = g_build_filename(campaign->output, name, NULL);
        guint64 bytes = 0;
        g_autofree char *sum = bl_file_sha256(path, &bytes, &error);
        if (sum == NULL) {
            tell_failure(fd, index, error);
            break;
        }
        g_autofree char *line =
            g_strdup_printf("F %u %s %" G_GUINT64_FORMAT " %s\n", index, sum, bytes, name);
        tell(fd, line);
    }
    g_autofree char *done = g_strdup_printf("D %u\n", index);
    tell(fd, done);
}

static gboolean start(Worker *worker, const BlCampaign *campaign, const GPtrArray *tasks,
                      guint first, guint step) {
    int ends[2];
    if (pipe(ends) != 0)
        return FALSE;
    fflush(NULL);
    worker->pid = fork();
    if (worker->pid == 0) {
        close(ends[0]);
        for (guint i = first; i < tasks->len; i += step)
            run_task(campaign, g_ptr_array_index(tasks, i), i, ends[1]);
        _exit(0);
    }
    close(ends[1]);
    worker->fd = worker->pid > 0 ? ends[0] : -1;
    if (worker->pid < 0)
        close(ends[0]);
    worker->buffer = g_string_new(NULL);
    return worker->pid > 0;
}

typedef struct {
    const BlCampaign *campaign;
    const GPtrArray *tasks;
    GPtrArray *outcomes;
    gboolean *finished; /* a task */
    guint done;
} Gathering;

static void take_line(Gathering *g, const char *line) {
    char *rest = NULL;
    guint index = (guint)g_ascii_strtoull(line + 2, &rest, 10);
    g_assert(index < g->tasks->len);
    const BlTask *task = g_ptr_array_index(g->tasks, index);
    rest += *rest == ' ';
    if (*line == 'E') {
        g_ptr_array_add(g->outcomes, bl_outcome_new(task, NULL, NULL, 0, rest));
    } else if (*line == 'F') {
        g_auto(GStrv) parts = g_strsplit(rest, " ", 3);
        guint64 bytes = g_ascii_strtoull(parts[1], NULL, 10);
        g_ptr_array_add(g->outcomes, bl_outcome_new(task, parts[2], parts[0], bytes, NULL));
    } else {
        g->finished[index] = TRUE;
        g->done++;
        if (g->campaign->progress != NULL)
            g->campaign->progress(g->done, g->tasks->len, g->campaign->progress_data);
    }
}

static void drain(Worker *worker, Gathering *gathering) {
    char chunk[65536];
    ssize_t got = read(worker->fd, chunk, sizeof chunk);
    if (got < 0 && errno == EINTR)
        return;
    if (got <= 0) {
        close(worker->fd);
        worker->fd = -1;
        return;
    }
    g_string_append_len(worker->buffer, chunk, got);
    char *end;
    while ((end = strchr(worker->buffer->str, '\n')) != NULL) {
        g_autofree char *line = g_strndup(worker->buffer->str, (gsize)(end - worker->buffer->str));
        g_string_erase(worker->buffer, 0, end + 1 - worker->buffer->str);
        take_line(gathering, line);
    }
}

static void gather(Worker *workers, guint count, Gathering *gathering) {
    g_autofree struct pollfd *polls = g_new0(struct pollfd, count);
    for (;;) {
        guint open = 0;
        for (guint i = 0; i < count; i++) {
            polls[i] = (struct pollfd){.fd = workers[i].fd, .events = POLLIN};
            open += workers[i].fd >= 0;
        }
        if (open == 0)
            return;
        if (poll(polls, count, -1) < 0)
            continue;
        for (guint i = 0; i < count; i++)
            if (workers[i].fd >= 0 && (polls[i].revents & (POLLIN | POLLHUP | POLLERR)) != 0)
                drain(&workers[i], gathering);
    }
}

gboolean bl_workers_run(const BlCampaign *campaign, const GPtrArray *tasks, GPtrArray *outcomes,
                        GError **err) {
    guint count = CLAMP(campaign->jobs, 1, MIN(MAX(tasks->len, 1), WORKERS_MAX));
    Worker workers[WORKERS_MAX] = {0};
    g_autofree gboolean *finished = g_new0(gboolean, tasks->len + 1);
    Gathering gathering = {
        .campaign = campaign, .tasks = tasks, .outcomes = outcomes, .finished = finished};
    guint started = 0;
    while (started < count && start(&workers[started], campaign, tasks, started, count))
        started++;
    if (started > 0)
        gather(workers, started, &gathering);
    for (guint i = 0; i < started; i++) {
        while (waitpid(workers[i].pid, NULL, 0) < 0 && errno == EINTR)
            ;
        g_string_free(workers[i].buffer, TRUE);
    }
    if (started == 0) {
        g_set_error(err, BL_ERROR, BL_ERROR_OUTPUT,
                    "impossible de lancer un processus de rendu (%s)", bl_error_system(errno));
        return FALSE;
    }
    for (guint i = 0; i < tasks->len; i++)
        if (!finished[i])
            g_ptr_array_add(outcomes, bl_outcome_new(g_ptr_array_index(tasks, i), NULL, NULL, 0,
                                                     "le processus de rendu s’est interrompu"));
    return TRUE;
}
