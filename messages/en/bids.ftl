# bids
