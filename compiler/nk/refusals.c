/* Lines of refusals. The words come from runtime/ksm/explain.c and kernel-stub/core/refusal.c. */
#include "nk/refusals.h"

/* The first row counts whose words the reason holds; what is more special stands first. */
static const struct {
    const char *words, *title, *text;
} reasons[] = {
    {"no branch holds", "no branch of a `choice` fits",
     "The `choice` at the place that the line names has no branch for the value, and so grants "
     "nothing.\nAdd the branch, or leave the value refused.\n"},
    {" failed", "an expression of the policy has no value",
     "An arithmetic overflow, an index behind the end, a key that is not there: a rule whose "
     "expression\ncannot be computed refuses. The line names the rule and the expression.\n"},
    {"assert (", "a condition of the policy is false",
     "The line names the condition, its place in the policy, and the value in the message that "
     "made it\nfalse. Either the sender asks for too much, or the policy is too narrow.\n"},
    {"deny (", "a rule of the policy refuses",
     "The rule at the place that the line names says `deny ()`. All rules that apply to a message "
     "must\nagree: other rules that grant it do not help.\n"},
    {"no rule", "no rule of the policy applies",
     "What no rule grants is refused. To grant it, add a rule for what the line names: the kind "
     "(request,\nresponse, error, execute, security), source, destination, endpoint and method.\n"
     "    request src=A dst=B endpoint=E { match method=M { grant () } }\n"
     "When there seems to be such a rule: is it of this kind, and for these classes? A request "
     "needs a rule,\nand so does its response.\n"},
    {"unknown class", "the policy does not know the process class",
     "The policy has no `use EDL CLASS` for the class of the process. `init.yaml` and the policy "
     "name the\nsame classes.\n"},
    {"unknown endpoint", "the server has no such endpoint",
     "The number of the endpoint (RIID) in the message is none of the server's class. The client "
     "was built\nfrom other descriptions, or did not set it: "
     "`ServiceLocatorGetRiid (handle, \"NAME\")` gives it, -1\nwhen there is no such name.\n"},
    {"unknown method", "the endpoint has no such method",
     "The number of the method in the message is none of the interface. The client was built from "
     "other\ndescriptions: build all of the solution again.\n"},
    {"handles ", "the message has another number of handles",
     "The interface says how many handles the message of this method brings.\n"},
    {"arena is missing", "a value of variable size has no arena",
     "The message has a string, a sequence or bytes, but was sent without an arena: give the call "
     "an arena\nthat the value was put into.\n"},
    {"arena is not allowed", "a message without values of variable size has an arena",
     "The interface has nothing in this message that would lie in an arena. The answer of a server "
     "that\nleft its arena from another call, or other descriptions on both sides.\n"},
    {"chunk ends at ", "a value points outside of the arena",
     "The string, sequence or bytes in the field that the line names ends behind the arena's end: "
     "it was\nnot put there with `nk_arena_alloc` and its like, or the arena was reset in "
     "between.\n"},
    {"misaligned offset ", "a value lies at a wrong place of the arena",
     "The elements of the field need an alignment that the offset does not have. "
     "`nk_arena_alloc` and its\nlike give it.\n"},
    {"not a whole number of elements", "the size of a sequence does not fit its elements",
     "The size in bytes of the field is no multiple of an element's size.\n"},
    {"too many elements", "a sequence, string or bytes is too long",
     "The interface bounds the field, `string<63>`: the line tells how many there are, and the "
     "most.\n"},
    {"not terminated", "a string does not end with zero",
     "The last byte of a string's chunk is 0, and its size counts that byte. A string that is not "
     "set is\nsize 0 and not terminated, too: set it to \"\".\n"},
    {"zero inside the text", "a string ends before its chunk does",
     "Only the last byte of a string's chunk is 0.\n"},
    {"not UTF-8", "a string is not UTF-8", "Strings are UTF-8; other bytes are sent as `bytes`.\n"},
    {"unknown union tag", "a union has no such member",
     "The tag of the union in the field that the line names is none of its members: it was not "
     "set.\n"},
    {"malformed", "the message does not fit its description",
     "The structure was checked before any rule was asked, by code from the descriptions. The line "
     "names the\nfield, what was found and what was expected. Usually client and server are built "
     "from different\ndescriptions, or the program left a field unset.\n"},
    {"is revoked", "the handle was revoked",
     "Who gave the handle took it back. Ask for a new one, or end.\n"},
    {"is of another kind or lacks the right", "the handle does not allow the call",
     "The handle is for an object of another kind, or its rights do not hold what the call needs: "
     "it was\nmade or transferred with fewer rights.\n"},
    {"may not be transferred", "the handle lacks the right to be sent",
     "A handle goes with a message only when its rights allow the transfer.\n"},
    {"denied: ", "a rule of the policy refuses",
     "The rule at the place that the line names does not grant; behind it, the model's object says "
     "what its\nstate is and what was asked for. docs/security-models.md tells what each rule "
     "asks.\n"},
};
enum { REASONS = sizeof reasons / sizeof *reasons };

/* What stands behind the event of a line `... denied: EVENT: REASON`; the text itself when it is
 * no such line. */
static const char *reason_of(const char *line)
{
    static const char head[] = "denied: ";
    const char *event = strstr(line, head);
    const char *reason = event ? strstr(event + sizeof head - 1, ": ") : NULL;
    return reason ? reason : line;
}

bool nk_refusal_print(const char *line, FILE *f)
{
    const char *reason = reason_of(line);
    for (size_t i = 0; i < REASONS; i++)
        if (strstr(reason, reasons[i].words) || (i + 1 == REASONS && reason != line)) {
            fprintf(f, "refused: %s\n\n%s", reasons[i].title, reasons[i].text);
            return true;
        }
    return false;
}

void nk_refusal_list(FILE *f)
{
    for (size_t i = 0; i + 1 < REASONS; i++)
        fprintf(f, "%-24s %-8s %s\n", reasons[i].words, "refusal", reasons[i].title);
}
