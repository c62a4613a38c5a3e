/* Where anchors stand in the words of a page. What it must give is said by pipelines/relevance/anchors.py; property tests
   hold the two to each other. */

#define PY_SSIZE_T_CLEAN
#include <Python.h>
#include <stdbool.h>
#include <string.h>

typedef unsigned char byte;

enum { BREAK = 0x1f };

/* Anchors as an automaton (Aho and Corasick, 1975) over small letters and digits. */
enum { SYMBOLS = 36 };

/* so few states that their numbers are short, and most of them stay near the processor */
enum { MAX_STATES = 1 << 16 };

typedef struct {
    uint16_t next[SYMBOLS];
    /* the anchor that ends here, or -1; the longest shorter end of an anchor, or 0; the failure link */
    int32_t anchor, shorter, failure;
} State;

typedef struct {
    State *states;
    int32_t count;
    /* of each anchor its letters, and whether no space may stand between them */
    int32_t *lengths;
    bool *unbroken;
    Py_ssize_t anchors;
} Automaton;

static int symbol(byte c) { return c >= '0' && c <= '9' ? c - '0' + 26 : c >= 'a' && c <= 'z' ? c - 'a' : -1; }

static void free_automaton(Automaton *automaton)
{
    PyMem_Free(automaton->states);
    PyMem_Free(automaton->lengths);
    PyMem_Free(automaton->unbroken);
    PyMem_Free(automaton);
}

static void destroy(PyObject *capsule) { free_automaton(PyCapsule_GetPointer(capsule, NULL)); }

/* Add an anchor's letters to the tree of all; false where one is none. */
static bool add_anchor(Automaton *automaton, int32_t number, const byte *letters, Py_ssize_t length)
{
    int32_t state = 0;
    for (Py_ssize_t at = 0; at < length; at++) {
        int letter = symbol(letters[at]);
        if (letter < 0)
            return false;
        uint16_t *next = &automaton->states[state].next[letter];
        if (!*next) {
            *next = (uint16_t)automaton->count;
            memset(&automaton->states[automaton->count], 0, sizeof(State));
            automaton->states[automaton->count++].anchor = -1;
        }
        state = *next;
    }
    automaton->states[state].anchor = number;
    automaton->lengths[number] = (int32_t)length;
    return state != 0;
}

/* Let each state know where it goes on when a letter does not follow, the shorter ones first. */
static bool link_states(Automaton *automaton)
{
    State *states = automaton->states;
    int32_t *queue = PyMem_Malloc((size_t)automaton->count * sizeof *queue), begin = 0, end = 0;
    if (!queue)
        return false;
    queue[end++] = 0;
    while (begin < end) {
        int32_t from = queue[begin++];
        for (int letter = 0; letter < SYMBOLS; letter++) {
            int32_t to = states[from].next[letter], otherwise = from ? states[states[from].failure].next[letter] : 0;
            if (!to) {
                states[from].next[letter] = (uint16_t)otherwise;
                continue;
            }
            states[to].failure = otherwise;
            states[to].shorter = states[otherwise].anchor >= 0 ? otherwise : states[otherwise].shorter;
            queue[end++] = to;
        }
    }
    PyMem_Free(queue);
    return true;
}

/* automaton_of([(letters, unbroken), ...]) */
static PyObject *automaton_of(PyObject *module, PyObject *anchors)
{
    (void)module;
    if (!PyList_Check(anchors))
        return PyErr_Format(PyExc_TypeError, "a list of anchors is asked for");
    Py_ssize_t count = PyList_GET_SIZE(anchors), letters = 1;
    Automaton *automaton = PyMem_Calloc(1, sizeof *automaton);
    if (!automaton)
        return PyErr_NoMemory();
    for (Py_ssize_t number = 0; number < count; number++) {
        const char *text;
        Py_ssize_t length;
        int unbroken;
        if (!PyArg_ParseTuple(PyList_GET_ITEM(anchors, number), "y#p", &text, &length, &unbroken)) {
            free_automaton(automaton);
            return NULL;
        }
        letters += length;
    }
    if (letters > MAX_STATES) {
        free_automaton(automaton);
        return PyErr_Format(PyExc_OverflowError, "%zd letters are too many for the automaton", letters);
    }
    automaton->states = PyMem_Malloc((size_t)letters * sizeof(State));
    automaton->lengths = PyMem_Calloc((size_t)count + 1, sizeof(int32_t));
    automaton->unbroken = PyMem_Calloc((size_t)count + 1, sizeof(bool));
    bool is_sound = automaton->states && automaton->lengths && automaton->unbroken;
    if (is_sound) {
        memset(automaton->states, 0, sizeof(State));
        automaton->states[0].anchor = -1;
        automaton->count = 1;
        automaton->anchors = count;
    }
    for (Py_ssize_t number = 0; is_sound && number < count; number++) {
        const char *text;
        Py_ssize_t length;
        int unbroken;
        PyArg_ParseTuple(PyList_GET_ITEM(anchors, number), "y#p", &text, &length, &unbroken);
        automaton->unbroken[number] = unbroken;
        if (!add_anchor(automaton, (int32_t)number, (const byte *)text, length)) {
            free_automaton(automaton);
            return PyErr_Format(PyExc_ValueError, "anchor %zd has none but small letters and digits", number);
        }
    }
    if (!is_sound || !link_states(automaton)) {
        free_automaton(automaton);
        return PyErr_NoMemory();
    }
    PyObject *capsule = PyCapsule_New(automaton, NULL, destroy);
    if (!capsule)
        free_automaton(automaton);
    return capsule;
}

/* Numbers in a row, as many as come. */
typedef struct {
    int32_t *numbers;
    size_t count, room;
} Numbers;

static bool append(Numbers *all, int32_t number)
{
    if (all->count == all->room) {
        size_t room = all->room ? 2 * all->room : 256;
        int32_t *numbers = PyMem_Realloc(all->numbers, room * sizeof *numbers);
        if (!numbers)
            return false;
        all->numbers = numbers;
        all->room = room;
    }
    all->numbers[all->count++] = number;
    return true;
}

/* Where each anchor stands in words: its number and the blocks of its first and its last letter, in threes. */
static bool find_all(const Automaton *automaton, const byte *at, const byte *end, Numbers *blocks, Numbers *found,
                     int32_t (*latest)[2])
{
    const State *states = automaton->states;
    /* letters before this one; the letter with which the present word begins */
    int32_t letter = 0, word = 0, state = 0;
    bool is_new_block = true;
    for (; at < end; at++) {
        int next = symbol(*at);
        if (next < 0) {
            word = letter;
            is_new_block |= *at == BREAK;
            continue;
        }
        if (is_new_block && !append(blocks, letter))
            return false;
        is_new_block = false;
        letter++;
        state = states[state].next[next];
        for (int32_t hit = states[state].anchor >= 0 ? state : states[state].shorter; hit; hit = states[hit].shorter) {
            int32_t anchor = states[hit].anchor, begin = letter - automaton->lengths[anchor];
            if (automaton->unbroken[anchor] && begin < word)
                continue;
            int32_t last = (int32_t)blocks->count - 1, first = last;
            while (blocks->numbers[first] > begin)
                first--;
            if (latest[anchor][0] == first && latest[anchor][1] == last)
                continue;
            latest[anchor][0] = first;
            latest[anchor][1] = last;
            if (!append(found, anchor) || !append(found, first) || !append(found, last))
                return false;
        }
    }
    return true;
}

/* find(automaton, words): the anchors' places as int32 in threes; each place of an anchor once. */
static PyObject *find(PyObject *module, PyObject *arguments)
{
    (void)module;
    PyObject *capsule, *places = NULL;
    const char *words;
    Py_ssize_t length;
    if (!PyArg_ParseTuple(arguments, "Oy#", &capsule, &words, &length))
        return NULL;
    const Automaton *automaton = PyCapsule_GetPointer(capsule, NULL);
    if (!automaton)
        return NULL;
    Numbers blocks = {0}, found = {0};
    int32_t(*latest)[2] = PyMem_Malloc(((size_t)automaton->anchors + 1) * sizeof *latest);
    if (latest)
        memset(latest, -1, ((size_t)automaton->anchors + 1) * sizeof *latest);
    if (latest && find_all(automaton, (const byte *)words, (const byte *)words + length, &blocks, &found, latest))
        places = PyBytes_FromStringAndSize((const char *)found.numbers, (Py_ssize_t)(found.count * sizeof(int32_t)));
    else
        PyErr_NoMemory();
    PyMem_Free(blocks.numbers);
    PyMem_Free(found.numbers);
    PyMem_Free(latest);
    return places;
}

static PyMethodDef methods[] = {
    {"automaton_of", automaton_of, METH_O, "An automaton of anchors, each with whether no space may stand in it."},
    {"find", find, METH_VARARGS, "Where the anchors of an automaton stand in words."},
    {NULL, NULL, 0, NULL},
};

static struct PyModuleDef definition = {
    PyModuleDef_HEAD_INIT, "osecwatch_native_anchors", NULL, -1, methods, NULL, NULL, NULL, NULL,
};

PyMODINIT_FUNC PyInit_osecwatch_native_anchors(void) { return PyModule_Create(&definition); }
