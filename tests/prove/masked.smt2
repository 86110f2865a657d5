; What nk/ksm_route.h says of ksm_masked, for each mask that tables may have: no number leaves the table,
; and one that is inside leads to itself. Unsatisfiable: there is no number and mask for which it is wrong.
(set-logic QF_BV)
(declare-const number (_ BitVec 64))
(declare-const bits (_ BitVec 64))
(define-fun mask () (_ BitVec 64) (bvsub (bvshl #x0000000000000001 bits) #x0000000000000001))
(define-fun entry () (_ BitVec 64) (bvand number mask))
(assert (bvule bits #x0000000000000010))
(assert (not (and (bvule entry mask) (=> (bvule number mask) (= entry number)))))
(check-sat)
