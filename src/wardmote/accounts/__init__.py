"""Who works with whom: partnerships, agencies, members, and the dated grants that say who acts for whom, where and as what."""
