#include <bilan/config/sqltemplate.h>

#include <string.h>

static void parameter_free(gpointer data) {
    g_free(((BlSqlParameter *)data)->name);
    g_free(data);
}

/* End of the string, comment or quoted name that starts at `p`; `p` itself when none does. */
static const char *skip_opaque(const char *p) {
    const char *end = p;
    if (*p == '\'' || *p == '"') {
        end = strchr(p + 1, *p);
        return end != NULL ? end + 1 : p + strlen(p);
    }
    if (p[0] == '-' && p[1] == '-') {
        end = strchr(p, '\n');
        return end != NULL ? end : p + strlen(p);
    }
    if (p[0] == '/' && p[1] == '*') {
        end = strstr(p + 2, "*/");
        return end != NULL ? end + 2 : p + strlen(p);
    }
    return p;
}

static void add_parameter(GPtrArray *found, const char *start, gsize length, guint line) {
    for (guint i = 0; i < found->len; i++) {
        const char *known = ((BlSqlParameter *)g_ptr_array_index(found, i))->name;
        if (strlen(known) == length && strncmp(known, start, length) == 0)
            return;
    }
    BlSqlParameter *parameter = g_new(BlSqlParameter, 1);
    parameter->name = g_strndup(start, length);
    parameter->line = line;
    g_ptr_array_add(found, parameter);
}

GPtrArray *bl_sql_parameters(const char *sql) {
    GPtrArray *found = g_ptr_array_new_with_free_func(parameter_free);
    guint line = 1;
    for (const char *p = sql; *p != '\0';) {
        const char *next = skip_opaque(p);
        if (next != p) {
            for (; p < next; p++)
                line += *p == '\n';
            continue;
        }
        if (*p == ':' && p[1] == ':') { /* PostgreSQL's cast */
            p += 2;
            continue;
        }
        if (*p == ':' && (g_ascii_isalpha(p[1]) || p[1] == '_')) {
            const char *end = p + 1;
            while (g_ascii_isalnum(*end) || *end == '_')
                end++;
            add_parameter(found, p + 1, (gsize)(end - p - 1), line);
            p = end;
            continue;
        }
        line += *p == '\n';
        p++;
    }
    return found;
}
