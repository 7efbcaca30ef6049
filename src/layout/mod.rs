//! lines → columns → blocks in reading order.
