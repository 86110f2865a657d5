/* What proofs take for the compiler's built-in functions: prove-unit puts it before each unit. */

/* Nobody comes here. */
/*@ requires \false;
    terminates \true;
    exits \false;
    assigns \nothing; */
void prove_never(void);

/* Any number. */
/*@ terminates \true;
    exits \false;
    assigns \nothing; */
unsigned long prove_any(void);

#define __builtin_expect(value, likely) (value)
#define __builtin_unreachable() prove_never()
#define __builtin_trap() prove_never()
/* Whatever the sum, and whether it overflows or not. */
#define __builtin_add_overflow(a, b, result) (*(result) = prove_any(), prove_any() != 0)
#define __builtin_sub_overflow(a, b, result) (*(result) = prove_any(), prove_any() != 0)
#define __builtin_mul_overflow(a, b, result) (*(result) = prove_any(), prove_any() != 0)
